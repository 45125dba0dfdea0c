using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RayAkka.Cluster.Tests.Data.Support;

/// <summary>An authority that lives as long as a test.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public Certificates(string name)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var now = TimeProvider.System.GetUtcNow();
        Authority = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
    }

    public X509Certificate2 Authority { get; }

    public X509Certificate2 Issue(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        var serial = RandomNumberGenerator.GetBytes(8);
        using var issued = request.Create(Authority, now.AddHours(-1), now.AddDays(1), serial);
        using var whole = issued.CopyWithPrivateKey(key);

        // Read again from a file's bytes: a key that was only made in memory cannot be used on every system.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }

    public X509Certificate2 PublicPart() => X509CertificateLoader.LoadCertificate(Authority.RawData);

    public void Dispose()
    {
        Authority.Dispose();
        _key.Dispose();
    }
}
