using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using RayAkka.Isolation;
using static RayAkka.Tests.Isolation.Shapes;

namespace RayAkka.Tests.Isolation;

public class ImmutabilityTests
{
    [Theory]
    [InlineData(typeof(int), true)]
    [InlineData(typeof(string), true)]
    [InlineData(typeof((int, string)), true)]
    [InlineData(typeof(Money?), true)]
    [InlineData(typeof(Mutable), true)]
    [InlineData(typeof(SealedRecord), true)]
    [InlineData(typeof(KeyValuePair<string, Point>), true)]
    [InlineData(typeof(ImmutableArray<ImmutableList<Point>>), true)]
    [InlineData(typeof(object), false)]
    [InlineData(typeof(IComparable), false)]
    [InlineData(typeof(OpenRecord), false)]
    [InlineData(typeof(Vowed), false)]
    [InlineData(typeof(Ring), false)]
    [InlineData(typeof(Ring2), false)]
    [InlineData(typeof(RecordOfList), false)]
    [InlineData(typeof(SealedOnMutableBase), false)]
    [InlineData(typeof(int[]), false)]
    [InlineData(typeof((int, List<int>)), false)]
    [InlineData(typeof(ImmutableArray<OpenRecord>), false)]
    [InlineData(typeof(ReadOnlyMemory<int>), false)]
    [InlineData(typeof(IReadOnlyList<int>), false)]
    [InlineData(typeof(nint), false)]
    [InlineData(typeof(Action), false)]
    [InlineData(typeof(Growing<int>), false)]
    public void IsImmutable_DeclaredType_GoesByWhatItCanHold(Type type, bool expected)
    {
        Assert.Equal(expected, Isolate.IsImmutable(type));
    }

    [Fact]
    public void IsImmutable_CircleAskedInEitherOrder_IsTheSame()
    {
        Assert.True(Isolate.IsImmutable<Even>());
        Assert.True(Isolate.IsImmutable<Odd>());
        Assert.False(Isolate.IsImmutable<Outer>());
        Assert.True(Isolate.IsImmutable<Inner>());
    }

    [Fact]
    public void Copy_TypeOfAnUnloadableAssembly_DoesNotKeepIt()
    {
        var (type, copied) = CopyEmitted();

        for (var i = 0; i < 20 && type.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.True(copied);
        Assert.False(type.IsAlive);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static (WeakReference Type, bool Copied) CopyEmitted()
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Unloadable"), AssemblyBuilderAccess.RunAndCollect);
        var builder = assembly.DefineDynamicModule("Unloadable").DefineType("Emitted", TypeAttributes.Public);
        builder.DefineField("Items", typeof(List<int>), FieldAttributes.Public);
        var type = builder.CreateType();
        var value = Activator.CreateInstance(type)!;
        return (new WeakReference(type), !ReferenceEquals(value, Isolate.Copy(value)));
    }

    internal sealed class Even(Odd? next)
    {
        public Odd? Next { get; } = next;
    }

    internal sealed class Odd(Even? next)
    {
        public Even? Next { get; } = next;
    }

    // Outer is found mutable while Inner, which it leads to, is not.
    internal sealed class Outer(Inner inner)
    {
        public Inner Inner { get; } = inner;

        public int Count { get; set; }
    }

    internal sealed class Inner(string name)
    {
        public string Name { get; } = name;
    }

    internal sealed class Growing<T>(Growing<Growing<T>>? next)
    {
        public Growing<Growing<T>>? Next { get; } = next;
    }
}
