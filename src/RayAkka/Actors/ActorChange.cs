namespace RayAkka.Actors;

/// <summary>
/// A state of an actor, and the way to the next one. Readers walk from one to the next at their own pace; the actor holds the latest only,
/// so a reader that stops leaves nothing behind.
/// </summary>
internal sealed class ActorChange(ActorInfo info)
{
    private readonly TaskCompletionSource<ActorChange> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ActorInfo Info { get; } = info;

    public Task<ActorChange> Next => _next.Task;

    public ActorChange FollowedBy(ActorInfo next)
    {
        var change = new ActorChange(next);
        _next.SetResult(change);
        return change;
    }
}
