namespace RayAkka.Engine;

/// <summary>The outcome of a copy of a call: handed over as it is inside a process, encoded between processes.</summary>
internal sealed class SharedOutcome(ObjectRef copy) : ICallOutcome
{
    public ObjectRef Copy => copy;

    public void ApplyTo(ObjectRef call)
    {
        if (!copy.IsCompleted)
        {
            return;
        }

        if (copy.IsFailed)
        {
            // Whoever holds the call's own ref is told; the copy's error has been looked at with this.
            _ = copy.Error;
        }

        call.TryCompleteAs(copy);
    }

    public void Drop()
    {
    }
}
