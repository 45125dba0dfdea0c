namespace RayAkka.Engine.Peers;

/// <summary>How a ref stands on the wire.</summary>
internal enum RefForm : byte
{
    /// <summary>The object's type and outcome: the reader gets a ref of its own.</summary>
    Inline = 1,

    /// <summary>The sender's own object that is not there yet, or large.</summary>
    FromOwner = 2,

    /// <summary>The receiver's own object comes home.</summary>
    ToOwner = 3,

    /// <summary>The object of a third process, with the loan to settle.</summary>
    FromThird = 4,
}
