using System.Collections.Concurrent;

namespace RayAkka.Actors;

/// <summary>The living actors of a session, by id and by name.</summary>
internal sealed class ActorDirectory
{
    private readonly ConcurrentDictionary<ActorId, ActorRecord> _actors = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Namespace, string Name), ActorRecord> _names = [];

    public ICollection<ActorRecord> All => _actors.Values;

    public int Count => _actors.Count;

    /// <summary>Enters an actor; if its name is taken, returns the actor that has it.</summary>
    public ActorRecord? Add(ActorRecord record)
    {
        if (record.Spec.Name is { } name)
        {
            lock (_gate)
            {
                if (!_names.TryAdd((record.Namespace, name), record))
                {
                    return _names[(record.Namespace, name)];
                }
            }
        }

        _actors[record.Id] = record;
        return null;
    }

    public void Remove(ActorRecord record)
    {
        _actors.TryRemove(record.Id, out _);
        if (record.Spec.Name is { } name)
        {
            lock (_gate)
            {
                if (_names.TryGetValue((record.Namespace, name), out var holder) && ReferenceEquals(holder, record))
                {
                    _names.Remove((record.Namespace, name));
                }
            }
        }
    }

    public ActorRecord? Find(ActorId id) => _actors.GetValueOrDefault(id);

    public ActorRecord? Find(string @namespace, string name)
    {
        lock (_gate)
        {
            return _names.GetValueOrDefault((@namespace, name));
        }
    }

    /// <summary>The names in a namespace, or <c>namespace/name</c> of all.</summary>
    public IReadOnlyList<string> Names(string @namespace)
    {
        lock (_gate)
        {
            return [.. _names.Keys.Where(key => key.Namespace == @namespace).Select(key => key.Name).Order(StringComparer.Ordinal)];
        }
    }
}
