using RayAkka.Actors;

namespace RayAkka.Recovery;

/// <summary>A remote call, or the creation of an actor, that a replayed actor made: what another run of the same work must make again.</summary>
internal sealed class OutboundCall(long index, long during, string name, ActorId target, ulong hash)
{
    /// <summary>The index among all that the actor calls and creates.</summary>
    public long Index { get; } = index;

    /// <summary>The position of the call during which it was made; 0 for the constructor.</summary>
    public long During { get; } = during;

    /// <summary>The method, for people.</summary>
    public string Name { get; } = name;

    /// <summary>The actor called or created; nil for a task.</summary>
    public ActorId Target { get; } = target;

    /// <summary>What tells method and arguments apart.</summary>
    public ulong Hash { get; } = hash;

    /// <summary>A creation: the actor, where the journal is in this process.</summary>
    public ActorRecord? Created { get; init; }

    /// <summary>A creation: what it takes to find the actor again, where the journal outlives the process.</summary>
    public ActorDescription? About { get; init; }

    /// <summary>A creation: keeps the actor alive while another run may ask for it.</summary>
    public object? Hold { get; init; }

    /// <summary>The refs that the actor's incarnations gave for the call: whoever was handed one waits for the same outcome.</summary>
    public List<ObjectRef>? References { get; set; }

    /// <summary>The call as it was sent; null if it was not.</summary>
    public ObjectRef? Sent { get; set; }

    public bool IsSameAs(OutboundCall other) =>
        other.Index == Index && other.During == During && other.Target == Target && other.Hash == Hash && other.Name == Name;

    public override string ToString() => Target == default ? $"{Name} as its call {Index}" : $"{Name} on the actor {Target} as its call {Index}";
}
