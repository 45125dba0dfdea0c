namespace RayAkka.Recovery.Stores;

/// <summary>What every store checks about positions, in the same words.</summary>
internal static class PositionRules
{
    /// <exception cref="JournalException">The append leaves a gap or would write over a record.</exception>
    public static void Follows(ActorId actor, long first, long last)
    {
        if (first != last + 1)
        {
            throw new JournalException($"A record of the actor {actor} was to be appended at position {first}, but the next one is {last + 1}; the actor must be rebuilt from its journal.");
        }
    }

    /// <exception cref="JournalException">The checkpoint is older than the one that is there, or covers what is not.</exception>
    public static void Covers(ActorId actor, long position, long checkpoint, long last)
    {
        if (position < checkpoint || position > last)
        {
            throw new JournalException($"A checkpoint of the actor {actor} at position {position} is outside of its journal, which goes from {checkpoint} to {last}; the actor must be rebuilt from it.");
        }
    }

    /// <exception cref="JournalCorruptException">A record is missing before this one.</exception>
    public static void IsNext(ActorId actor, long position, long expected)
    {
        if (position != expected)
        {
            throw new JournalCorruptException($"The record at position {expected} in the journal of the actor {actor} is missing; the next one is {position}, and the actor is not rebuilt without it.")
            {
                ActorId = actor,
                Position = expected,
            };
        }
    }
}
