using System.Reflection;
using RayAkka.Tests.Support;

namespace RayAkka.Tests.PublicApi;

/// <summary>The public surface is text under review: a change of it shows as a change of the file beside this one.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("RayAkka")]
    [InlineData("RayAkka.Util")]
    public void PublicApi_OfPackage_IsTheApprovedText(string assemblyName)
    {
        ApiApproval.Check(Assembly.Load(assemblyName), Repository.PathOf("tests", "RayAkka.Tests", "PublicApi", assemblyName + ".txt"));
    }

    [Fact]
    public void Write_SampleWithEveryKindOfMember_ShowsWhatUsersCanName()
    {
        const string Expected =
            """
            public abstract class SampleSurface<T> : IDisposable where T : class, new()
                protected SampleSurface(T first)
                public event EventHandler? Changed
                public virtual void Dispose()
                [Obsolete("Use Items.")] public static T? Find<TKey>(in TKey key, string? text = null, StringComparison how = StringComparison.Ordinal, params int[] more) where TKey : struct
                protected readonly T? Held
                public int this[int index] { get; }
                public IReadOnlyList<string?>? Items { get; }
                public const int Limit = 3
                public required string Name { get; init; }
                protected abstract ValueTask<T> RunAsync(out int? count)

            """;

        Assert.Equal(Expected.ReplaceLineEndings("\n"), PublicApiWriter.Write(typeof(SampleSurface<>)));
    }
}
