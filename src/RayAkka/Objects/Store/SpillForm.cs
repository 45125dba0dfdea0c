namespace RayAkka.Objects.Store;

/// <summary>What the bytes of a spilled object are.</summary>
internal enum SpillForm
{
    /// <summary>The elements of an array of plain numbers.</summary>
    Array,

    /// <summary>The UTF-16 characters of a text.</summary>
    Text,

    /// <summary>An object graph in the wire form.</summary>
    Graph,
}
