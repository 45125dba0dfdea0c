using System.Reflection;
using RayAkka.Tests.Support;

namespace RayAkka.Tests.PublicApi;

/// <summary>The public surface is text under review: a change of it shows as a change of the file beside this one.</summary>
public sealed class PublicApiTests
{
    private const string AcceptVariable = "RAYAKKA_ACCEPT";

    [Theory]
    [InlineData("RayAkka")]
    public void PublicApi_OfPackage_IsTheApprovedText(string assemblyName)
    {
        var actual = PublicApiWriter.Write(Assembly.Load(assemblyName));
        var approvedPath = Repository.PathOf("tests", "RayAkka.Tests", "PublicApi", assemblyName + ".txt");
        var receivedPath = Path.ChangeExtension(approvedPath, ".received.txt");
        var approved = File.Exists(approvedPath) ? File.ReadAllText(approvedPath).ReplaceLineEndings("\n") : "";

        if (string.Equals(approved, actual, StringComparison.Ordinal))
        {
            File.Delete(receivedPath);
            return;
        }

        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            File.WriteAllText(approvedPath, actual);
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, actual);
        Assert.Fail(
            $"The public API of {assemblyName} changed. To accept the change, run the tests once with {AcceptVariable}=1 and commit {approvedPath}; " +
            $"the new text is in {receivedPath}. First differences:\n{Differences(approved, actual)}");
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

    private static string Differences(string approved, string actual)
    {
        var before = approved.Split('\n');
        var after = actual.Split('\n');
        var removed = before.Except(after, StringComparer.Ordinal).Select(line => "- " + line.Trim());
        var added = after.Except(before, StringComparer.Ordinal).Select(line => "+ " + line.Trim());
        return string.Join('\n', removed.Concat(added).Take(20));
    }
}
