namespace RayAkka.Recovery.Results;

/// <summary>Asks an incarnation for the recorded reply of a call that it has run, or runs again: it goes the way of calls and never runs.</summary>
internal interface IReplyRequest
{
    /// <summary>Who called.</summary>
    CallerId Of { get; }

    /// <summary>The index of the call among its caller's calls.</summary>
    long Index { get; }
}
