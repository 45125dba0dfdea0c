using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RayAkka.Cluster.Settings;

namespace RayAkka.Cluster.Security;

/// <summary>Reads the certificates that the settings name.</summary>
internal static class TlsCertificates
{
    /// <exception cref="ArgumentException">A file is no certificate, or the password is wrong.</exception>
    public static NodeTls Load(TlsSettings settings) => new(
        Read("rayakka.tls.certificate", settings.Certificate, () => X509CertificateLoader.LoadPkcs12FromFile(settings.Certificate, settings.CertificatePassword)),
        settings.Authorities.Select(file => Read("rayakka.tls.authorities", file, () => X509CertificateLoader.LoadCertificateFromFile(file))),
        settings.Pinned);

    private static X509Certificate2 Read(string setting, string file, Func<X509Certificate2> load)
    {
        try
        {
            return load();
        }
        catch (CryptographicException e)
        {
            throw new ArgumentException($"{setting}: {file} cannot be read as a certificate: {e.Message}", e);
        }
    }
}
