namespace RayAkka.Engine.Peers;

/// <summary>What goes to an incarnation over the way of its calls.</summary>
internal enum ActorCallForm : byte
{
    /// <summary>A call.</summary>
    Call = 0,

    /// <summary>The request to end, with the reason.</summary>
    End = 1,

    /// <summary>The request for the recorded reply of a call: its caller, its index, the type of its result.</summary>
    Reply = 2,
}
