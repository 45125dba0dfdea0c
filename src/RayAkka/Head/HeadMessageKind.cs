namespace RayAkka.Head;

/// <summary>The first byte of a <see cref="HeadMessage"/>. The numbers are part of the wire format.</summary>
internal enum HeadMessageKind : byte
{
    HeadHello = 1,
    Report = 2,
    Outdated = 3,
    Resigned = 4,

    DefineShape = 10,
    Place = 11,
    Withdraw = 12,
    Granted = 13,
    Unschedulable = 14,
    Release = 15,
    Block = 16,
    Unblock = 17,
    Drain = 18,
    Draining = 19,
    Fence = 20,
    Fenced = 21,

    UsageQuery = 30,
    UsageAnswer = 31,
    FeasibilityQuery = 32,
    FeasibilityAnswer = 33,

    ReserveName = 40,
    FindName = 41,
    NameAnswer = 42,
    ListNames = 43,
    NamesAnswer = 44,
    ReleaseName = 45,
    NameLost = 46,
    RegisterActor = 47,

    CreateGroup = 50,
    RemoveGroup = 51,
    GroupAnswer = 52,
    GroupsQuery = 53,
    GroupsAnswer = 54,
    GroupChanged = 55,
    DemandQuery = 56,
    DemandAnswer = 57,
}
