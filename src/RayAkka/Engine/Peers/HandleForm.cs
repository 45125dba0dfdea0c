namespace RayAkka.Engine.Peers;

/// <summary>How a handle stands on the wire.</summary>
internal enum HandleForm : byte
{
    /// <summary>The sender's own actor.</summary>
    FromOwner = 1,

    /// <summary>The receiver's own actor comes home.</summary>
    ToOwner = 2,

    /// <summary>The actor of a third process, with the loan to settle; 0 where nothing is lent, for weak handles.</summary>
    FromThird = 3,
}
