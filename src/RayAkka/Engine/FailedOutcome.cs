namespace RayAkka.Engine;

/// <summary>The failure of a call.</summary>
internal sealed class FailedOutcome(RayException error) : ICallOutcome
{
    public RayException Error => error;

    public void ApplyTo(ObjectRef call) => call.TryFail(error);

    public void Drop()
    {
    }
}
