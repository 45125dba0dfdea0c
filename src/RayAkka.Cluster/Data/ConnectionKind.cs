namespace RayAkka.Cluster.Data;

/// <summary>What a data connection is for.</summary>
internal enum ConnectionKind : byte
{
    /// <summary>Small frames, both ways.</summary>
    Envelopes = 1,

    /// <summary>The bytes of large objects, to the side that connected.</summary>
    Bulk = 2,
}
