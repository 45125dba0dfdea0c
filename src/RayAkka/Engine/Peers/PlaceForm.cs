namespace RayAkka.Engine.Peers;

/// <summary>What follows a ref on the wire of where its object is.</summary>
[Flags]
internal enum PlaceForm : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The node that has the object, its number there, its length in bytes.</summary>
    Place = 1,

    /// <summary>There are copies that outlive the owner.</summary>
    HasCopies = 2,
}
