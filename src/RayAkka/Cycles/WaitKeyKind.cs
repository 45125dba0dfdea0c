namespace RayAkka.Cycles;

/// <summary>The kinds of nodes in the graph of waits.</summary>
internal enum WaitKeyKind : byte
{
    /// <summary>The result of a call.</summary>
    Call = 1,

    /// <summary>A call's code that runs.</summary>
    Run = 2,

    /// <summary>Room in an actor for one more call.</summary>
    Actor = 3,

    /// <summary>An object that its owner has lent to others.</summary>
    Object = 4,
}
