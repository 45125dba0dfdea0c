using RayAkka.Head;
using RayAkka.Tasks;
using RayAkka.Wire;

namespace RayAkka.Actors;

/// <summary>The limits of an actor's calls that its callers must know: few actors have any.</summary>
/// <param name="MaxPendingCalls">How many calls of one caller may be open; -1 without limit.</param>
/// <param name="MailboxCapacity">How many calls of all callers, in all processes together, may be open; -1 without limit.</param>
/// <param name="Groups">The concurrency groups, in the order of their names.</param>
internal sealed record ActorLimits(int MaxPendingCalls, int MailboxCapacity, IReadOnlyList<ConcurrencyGroup> Groups)
{
    private const int SmallestGroup = 2;

    public static ActorLimits? Of(int maxPendingCalls, int mailboxCapacity, IReadOnlyList<ConcurrencyGroup> groups) =>
        maxPendingCalls < 0 && mailboxCapacity < 0 && groups.Count == 0 ? null : new ActorLimits(maxPendingCalls, mailboxCapacity, groups);

    /// <summary>Whether callers must count their open calls.</summary>
    public bool CountsCalls => MaxPendingCalls >= 0 || MailboxCapacity >= 0;

    /// <summary>Puts the options together.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public static ActorLimits? From(ActorOptions? declared, ActorOptions? options, ActorRecovery recovery)
    {
        var groups = OptionRules.Merge(declared?.ConcurrencyGroups, options?.ConcurrencyGroups);
        foreach (var (name, max) in groups ?? new Dictionary<string, int>())
        {
            _ = OptionRules.Name(name, nameof(ActorOptions.ConcurrencyGroups));
            if (max < 1)
            {
                throw new ArgumentException($"The concurrency group '{name}' has {max} places; it must have 1 or more.", nameof(options));
            }

            if (recovery == ActorRecovery.Replay)
            {
                throw new ArgumentException(
                    $"The concurrency group '{name}' is given and Recovery is Replay; calls that run side by side cannot be replayed exactly, so leave one of them out.", nameof(options));
            }
        }

        return Of(
            Limit(options?.MaxPendingCalls ?? declared?.MaxPendingCalls ?? -1, nameof(ActorOptions.MaxPendingCalls)),
            Limit(options?.MailboxCapacity ?? declared?.MailboxCapacity ?? -1, nameof(ActorOptions.MailboxCapacity)),
            [.. (groups ?? new Dictionary<string, int>()).Select(static group => new ConcurrencyGroup(group.Key, group.Value)).OrderBy(static group => group.Name, StringComparer.Ordinal)]);
    }

    /// <summary>The group that was asked for is one of them.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static void Require(string? group, ActorSpec spec)
    {
        if (group is not null && (spec.Limits?.IndexOf(group) ?? -1) < 0)
        {
            throw Unknown(spec.ClassName, group, spec.Limits);
        }
    }

    public static ActorLimits? Read(WireReader reader) => Of(
        reader.Int(), reader.Int(), reader.List(SmallestGroup, static from => new ConcurrencyGroup(from.Text(), from.Int())));

    public static void Write(ActorLimits? limits, WireWriter writer)
    {
        writer.Int(limits?.MaxPendingCalls ?? -1);
        writer.Int(limits?.MailboxCapacity ?? -1);
        writer.List(limits?.Groups ?? [], static (to, group) =>
        {
            to.String(group.Name);
            to.Int(group.MaxConcurrency);
        });
    }

    /// <summary>The place of a group among <see cref="Groups"/>; -1 if there is none of that name.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Groups.Count; i++)
        {
            if (string.Equals(Groups[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private static int Limit(int value, string name) =>
        value is -1 or > 0 ? value : throw new ArgumentException($"{name} is {value}; it must be -1 (no limit), or 1 or more.", name);

    /// <summary>What is said of a group that there is not.</summary>
    public static ArgumentException Unknown(string className, string group, ActorLimits? limits) => new(
        $"{className} has no concurrency group '{group}'; " + (limits is { Groups.Count: > 0 }
            ? $"its groups are {string.Join(", ", limits.Groups.Select(static known => $"'{known.Name}'"))}."
            : "it has none: put [ConcurrencyGroup] on its class, or give it ActorOptions.ConcurrencyGroups."));
}
