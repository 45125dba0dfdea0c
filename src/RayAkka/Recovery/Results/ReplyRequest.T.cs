namespace RayAkka.Recovery.Results;

/// <summary>The request, and the ref that the reply completes.</summary>
internal sealed class ReplyRequest<T>(RayRuntime runtime, CallerId caller, long index) : ObjectRef<T>, IReplyRequest
{
    public CallerId Of => caller;

    public long Index => index;

    internal override RayRuntime? Runtime => runtime;

    internal override string CallName => "a recorded reply";
}
