namespace RayAkka.Scheduling;

/// <summary>Where a process keeps what it hears of placement groups.</summary>
internal interface IGroupMirror
{
    /// <summary>Takes a record; false if it is not news. It neither waits nor calls anything back.</summary>
    bool Apply(GroupRecord record);

    /// <summary>Tells whoever waits for it of a record that was news.</summary>
    void Announce(GroupRecord record);

    /// <summary>The groups that are there and the last of those that were removed.</summary>
    IReadOnlyList<GroupRecord> All();
}
