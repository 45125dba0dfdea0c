using RayAkka.CompilerServices;

namespace RayAkka.Streams;

/// <summary>
/// What a reader waits for that has taken all there is: completes with the next item or the end. It stands for the call, so that the wait is known as one
/// for that call to the cycle detector and the stall watch, and a task that reads gives its CPU back.
/// </summary>
internal sealed class StreamSignal(ObjectRef call) : ObjectRef<Nothing>
{
    internal override RayRuntime? Runtime => call.Runtime;

    internal override string CallName => call.CallName;

    internal override ObjectRef Origin => call;
}
