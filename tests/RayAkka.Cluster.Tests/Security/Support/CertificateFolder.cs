using System.Security.Cryptography.X509Certificates;
using RayAkka.Cluster.Tests.Data.Support;

namespace RayAkka.Cluster.Tests.Security.Support;

/// <summary>The files of an authority and of certificates that it has signed, as hocon/tls.conf asks for them.</summary>
internal sealed class CertificateFolder : IDisposable
{
    private const string Password = "only for a test";

    private readonly Certificates _authority = new("Our cluster");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rayakka-");

    public CertificateFolder() => File.WriteAllText(PathOf("authority.pem"), _authority.Authority.ExportCertificatePem());

    /// <summary>Makes a node's certificate.</summary>
    /// <returns>The settings that name the files.</returns>
    public string[] Settings(string node)
    {
        using var certificate = _authority.Issue(node);
        File.WriteAllBytes(PathOf(node + ".pfx"), certificate.Export(X509ContentType.Pfx, Password));
        return
        [
            "rayakka.tls.enabled=on",
            $"rayakka.tls.certificate={PathOf(node + ".pfx")}",
            $"rayakka.tls.certificate-password={Password}",
            $"rayakka.tls.authorities={PathOf("authority.pem")}",
        ];
    }

    public X509Certificate2 Issue(string node) => _authority.Issue(node);

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);
}
