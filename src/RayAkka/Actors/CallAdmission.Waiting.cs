using RayAkka.Execution;

namespace RayAkka.Actors;

/// <content>The calls that wait to be submitted.</content>
internal sealed partial class CallAdmission
{
    private abstract class WaitingCall(Frame caller)
    {
        public Frame Caller => caller;

        public abstract void Submit(CallAdmission admission);
    }

    private sealed class WaitingCall<TRef>(Frame caller, ActorHandle actor, TRef call, CallOptions? options) : WaitingCall(caller)
        where TRef : ObjectRef
    {
        private readonly Promise<TRef> _submitted = new();
        private readonly ExecutionContext? _context = ExecutionContext.Capture();

        public Task<TRef> Submitted => _submitted.Task;

        public override void Submit(CallAdmission admission)
        {
            try
            {
                if (_context is null)
                {
                    admission.Send(Caller, actor, call, options);
                }
                else
                {
                    ExecutionContext.Run(_context, _ => admission.Send(Caller, actor, call, options), null);
                }

                _submitted.TrySetResult(call);
            }
            catch (Exception e)
            {
                _submitted.TrySetException(e);
            }
        }
    }
}
