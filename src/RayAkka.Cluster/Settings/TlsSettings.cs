namespace RayAkka.Cluster.Settings;

/// <summary>The group <c>rayakka.tls</c>, where it is on. Paths are full.</summary>
internal sealed record TlsSettings
{
    /// <summary>The PFX file of this node's certificate.</summary>
    public required string Certificate { get; init; }

    public string? CertificatePassword { get; init; }

    /// <summary>The files of the certificates whose signature is trusted.</summary>
    public IReadOnlyList<string> Authorities { get; init; } = [];

    /// <summary>SHA-256 thumbprints of certificates that are trusted by themselves.</summary>
    public IReadOnlyList<string> Pinned { get; init; } = [];
}
