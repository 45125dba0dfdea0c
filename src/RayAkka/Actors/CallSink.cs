namespace RayAkka.Actors;

/// <summary>Where an actor's calls go in its present state.</summary>
internal abstract class CallSink
{
    /// <summary>Takes a call; it will be answered, or given back to the actor's record.</summary>
    public abstract void Post(ObjectRef call);

    /// <summary>A call that was posted here, or is about to be, was cancelled: it has failed, and what may run of it is to stop.</summary>
    public virtual void Stop(ObjectRef call, bool recursive)
    {
    }
}
