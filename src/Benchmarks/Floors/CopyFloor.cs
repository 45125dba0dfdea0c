using RayAkka.Benchmarks.Harness;

namespace RayAkka.Benchmarks.Floors;

/// <summary>The floor of a put of a large array: one copy into a fresh array that nobody clears.</summary>
internal static class CopyFloor
{
    private static object? _last;

    /// <summary>Copies a number of times; an operation is one copy.</summary>
    public static Work Of<T>(T[] source, int copies = 1)
        where T : unmanaged => Work.Sync(() =>
    {
        for (var i = 0; i < copies; i++)
        {
            var copy = GC.AllocateUninitializedArray<T>(source.Length);
            source.AsSpan().CopyTo(copy);
            _last = copy;
        }

        _last = null;
        return copies;
    });

    /// <summary>Where a copy is kept so that the compiler does not drop it.</summary>
    public static bool HoldsSomething => _last is not null;
}
