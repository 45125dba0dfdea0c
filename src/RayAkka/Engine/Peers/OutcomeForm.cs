namespace RayAkka.Engine.Peers;

/// <summary>What follows of an outcome on the wire.</summary>
internal enum OutcomeForm : byte
{
    /// <summary>Nothing: there is none.</summary>
    None = 0,

    /// <summary>The value.</summary>
    Value = 1,

    /// <summary>The error.</summary>
    Failed = 2,

    /// <summary>The node that holds the object, its number there, its length in bytes.</summary>
    Located = 3,
}
