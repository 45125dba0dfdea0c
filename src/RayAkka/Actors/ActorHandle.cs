using RayAkka.Actors;

namespace RayAkka;

/// <summary>
/// A handle to an actor, seen without its class. A handle is a value: pass it, return it, put it, store it in another actor. What one does to
/// an actor stands on <see cref="Ray"/> (<c>Ray.Kill</c>, <c>Ray.StateOf</c>), because every member here would hide a method of the user's.
/// </summary>
public abstract class ActorHandle : IAsyncDisposable, IEquatable<ActorHandle>
{
    private readonly ActorLease? _lease;

    private protected ActorHandle(ActorRecord record, ActorLease? lease)
    {
        Record = record;
        _lease = lease;
    }

    internal ActorRecord Record { get; }

    internal ActorLease? Lease => _lease;

    /// <summary>Whether both are handles to the same actor.</summary>
    /// <param name="other">The other handle.</param>
    bool IEquatable<ActorHandle>.Equals(ActorHandle? other) => Equals(other);

    /// <summary>
    /// Gives up this process's lease: the actor ends behind the calls submitted so far, unless another process holds it or it is detached.
    /// Completes when the actor has ended. All handles to the actor in this process share the lease, so calls through them fail from then on.
    /// </summary>
    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        if (_lease is null)
        {
            return;
        }

        _lease.Release();

        // An actor that waited here for its own end would wait for ever.
        var frame = Execution.Frame.Current;
        if (frame?.Cell?.Id == Record.Id)
        {
            return;
        }

        // The actor may still wait for the CPU that this task holds.
        var task = frame?.Task;
        task?.BeginWait();
        try
        {
            await Record.GivenUp.ConfigureAwait(false);
        }
        finally
        {
            task?.EndWait();
        }
    }

    /// <summary>Whether both are handles to the same actor.</summary>
    /// <param name="left">One handle.</param>
    /// <param name="right">The other handle.</param>
    public static bool operator ==(ActorHandle? left, ActorHandle? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the handles are to different actors.</summary>
    /// <param name="left">One handle.</param>
    /// <param name="right">The other handle.</param>
    public static bool operator !=(ActorHandle? left, ActorHandle? right) => !(left == right);

    /// <summary>Whether the other object is a handle to the same actor.</summary>
    /// <param name="obj">The other object.</param>
    public sealed override bool Equals(object? obj) => obj is ActorHandle other && other.Record.Id == Record.Id;

    /// <summary>A hash of the actor's id.</summary>
    public sealed override int GetHashCode() => Record.Id.GetHashCode();

    /// <summary>The class and id of the actor.</summary>
    public sealed override string ToString() => $"Actor({Record.Spec.ClassName}, {Record.Id})";
}
