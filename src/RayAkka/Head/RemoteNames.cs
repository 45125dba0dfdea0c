using RayAkka.Actors;
using RayAkka.Diagnostics;

namespace RayAkka.Head;

/// <summary>
/// The names of actors, kept by the head. This node remembers the names that its own actors have: they outlive the head because every owner
/// tells the next one. The gate of the link guards it.
/// </summary>
internal sealed class RemoteNames(HeadLink link, HeadQueries queries, RayLog log) : INameRegistry
{
    private readonly NameTable _owned = new();

    public ActorDescription? Reserve(ActorDescription actor) =>
        queries.Ask<NameAnswer>(number => new ReserveName(number, actor), $"the name '{actor.Name}'", (answer, late) => OnReserved(actor, answer, late)).Actor;

    /// <summary>Reserves without waiting.</summary>
    public OpenQuery StartReserve(ActorDescription actor) =>
        queries.Start(number => new ReserveName(number, actor), (answer, late) => OnReserved(actor, answer, late));

    public void Release(string @namespace, string name, ActorId actor)
    {
        lock (link.Gate)
        {
            if (_owned.TryRelease(@namespace, name, actor))
            {
                link.Send(new ReleaseName(@namespace, name, actor));
            }
        }
    }

    public ActorDescription? Find(string @namespace, string name) =>
        queries.Ask<NameAnswer>(number => new FindName(number, @namespace, name), $"the actor named '{name}'").Actor;

    public IReadOnlyList<string> Names(string @namespace) =>
        queries.Ask<NamesAnswer>(number => new ListNames(number, @namespace), "the names of actors").Names;

    /// <summary>The name was given to the actor by the head, and the actor is this node's own from here on.</summary>
    public void Keep(ActorDescription actor)
    {
        lock (link.Gate)
        {
            _owned.Reserve(actor);
        }
    }

    /// <summary>Under the gate: the actors of this node that have names.</summary>
    public IReadOnlyList<ActorDescription> ToReport() => _owned.All;

    public void OnLost(NodeId from, NameLost lost)
    {
        lock (link.Gate)
        {
            if (link.Head != from || !_owned.TryRelease(lost.Namespace, lost.Name, lost.Actor))
            {
                return;
            }
        }

        log.NameLost(lost.Actor, lost.Namespace, lost.Name);
    }

    // Under the gate, so that no report lies between the answer and what is remembered of it.
    private void OnReserved(ActorDescription actor, HeadAnswer answer, bool late)
    {
        if (answer is not NameAnswer { Actor: null })
        {
            return;
        }

        if (late)
        {
            link.Send(new ReleaseName(actor.Namespace, actor.Name!, actor.Id));
        }
        else
        {
            _owned.Reserve(actor);
        }
    }
}
