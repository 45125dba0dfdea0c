using System.Runtime.CompilerServices;

namespace RayAkka.Tests.Runtime.Support;

/// <summary>Holds the finalizer thread, so that a test can act between the death of an object and its finalizer.</summary>
internal sealed class FinalizerBlock : IDisposable
{
    private readonly ManualResetEventSlim _entered = new(false);
    private readonly ManualResetEventSlim _end = new(false);

    public static FinalizerBlock Start()
    {
        var block = new FinalizerBlock();
        MakeGarbage(block);
        while (!block._entered.IsSet)
        {
            GC.Collect();
            block._entered.Wait(TimeSpan.FromMilliseconds(1));
        }

        return block;
    }

    public void End() => _end.Set();

    public void Dispose() => End();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeGarbage(FinalizerBlock block) => _ = new Holder(block);

    private sealed class Holder(FinalizerBlock block)
    {
        ~Holder()
        {
            block._entered.Set();
            block._end.Wait();
        }
    }
}
