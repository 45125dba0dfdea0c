namespace RayAkka.Actors;

/// <summary>The names of actors. Thread-safe.</summary>
internal sealed class NameTable : INameRegistry
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Namespace, string Name), ActorDescription> _actors = [];

    /// <summary>Every actor that has a name.</summary>
    public IReadOnlyList<ActorDescription> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _actors.Values];
            }
        }
    }

    public ActorDescription? Reserve(ActorDescription actor)
    {
        lock (_gate)
        {
            var key = (actor.Namespace, actor.Name!);
            if (_actors.TryGetValue(key, out var holder) && holder.Id != actor.Id)
            {
                return holder;
            }

            // Who asks again for what it has is told yes again: the first answer may have been lost, or the actor has another owner now.
            _actors[key] = actor;
            return null;
        }
    }

    public void Release(string @namespace, string name, ActorId actor) => TryRelease(@namespace, name, actor);

    /// <summary>Frees a name; false if this actor does not have it.</summary>
    public bool TryRelease(string @namespace, string name, ActorId actor)
    {
        lock (_gate)
        {
            return _actors.TryGetValue((@namespace, name), out var holder) && holder.Id == actor && _actors.Remove((@namespace, name));
        }
    }

    /// <summary>Frees the names of all actors that a node owned.</summary>
    public void ReleaseOwner(NodeId owner)
    {
        lock (_gate)
        {
            foreach (var (key, actor) in _actors)
            {
                if (actor.Owner == owner)
                {
                    _actors.Remove(key);
                }
            }
        }
    }

    public ActorDescription? Find(string @namespace, string name)
    {
        lock (_gate)
        {
            return _actors.GetValueOrDefault((@namespace, name));
        }
    }

    public IReadOnlyList<string> Names(string @namespace)
    {
        lock (_gate)
        {
            return [.. _actors.Keys.Where(key => key.Namespace == @namespace).Select(key => key.Name).Order(StringComparer.Ordinal)];
        }
    }
}
