using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RayAkka.Cluster.Security;

/// <summary>
/// Certificates on both sides, of the data connections and of Akka.Remote. A peer's certificate is accepted if it is pinned, or if its chain ends in one of the authorities. Host names
/// are not looked at: nodes are known by their ids and by who signed their certificates, not by where they run.
/// </summary>
internal sealed class NodeTls
{
    private readonly HashSet<string> _pinned;
    private readonly X509Certificate2Collection _authorities = [];

    /// <param name="certificate">This node's certificate, with its private key. It is shown when connecting and when connected to.</param>
    /// <param name="authorities">Whose signature makes a peer's certificate good; the system's own authorities do not count.</param>
    /// <param name="pinned">SHA-256 thumbprints (hexadecimal) of certificates that are good by themselves.</param>
    public NodeTls(X509Certificate2 certificate, IEnumerable<X509Certificate2>? authorities = null, IEnumerable<string>? pinned = null)
    {
        if (!certificate.HasPrivateKey)
        {
            throw new ArgumentException("The certificate has no private key; give one that has, such as a PFX file with its password.", nameof(certificate));
        }

        Certificate = certificate;
        _authorities.AddRange((authorities ?? []).ToArray());
        _pinned = new HashSet<string>((pinned ?? []).Select(Plain), StringComparer.OrdinalIgnoreCase);
        if (_authorities.Count == 0 && _pinned.Count == 0)
        {
            throw new ArgumentException("Nobody's certificate would be accepted; give an authority or the thumbprints of the nodes' certificates.", nameof(authorities));
        }
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>Encrypts a stream as the side that connects.</summary>
    public SslStream Connect(Stream inner, string host)
    {
        var stream = new SslStream(inner, leaveInnerStreamOpen: false);
        stream.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = host,
            ClientCertificates = [Certificate],
            LocalCertificateSelectionCallback = (_, _, _, _, _) => Certificate,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => WhyRefused(certificate) is null,
        });
        return stream;
    }

    /// <summary>Encrypts a stream as the side that was connected to.</summary>
    public SslStream Accept(Stream inner)
    {
        var stream = new SslStream(inner, leaveInnerStreamOpen: false);
        stream.AuthenticateAsServer(new SslServerAuthenticationOptions
        {
            ServerCertificate = Certificate,
            ClientCertificateRequired = true,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => WhyRefused(certificate) is null,
        });
        return stream;
    }

    /// <summary>Why a peer that shows this certificate is not let in; null if it is.</summary>
    public string? WhyRefused(X509Certificate? certificate)
    {
        if (certificate is not X509Certificate2 shown)
        {
            return "it shows no certificate";
        }

        if (_pinned.Contains(shown.GetCertHashString(HashAlgorithmName.SHA256)))
        {
            return null;
        }

        if (_authorities.Count == 0)
        {
            return $"its certificate ({shown.Subject}) is not pinned";
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(shown)
            ? null
            : $"its certificate ({shown.Subject}) is signed by none of the authorities, or not valid now ({string.Join(", ", chain.ChainStatus.Select(static status => status.Status).Distinct())})";
    }

    private static string Plain(string thumbprint) => thumbprint.Replace(":", "", StringComparison.Ordinal).Trim();
}
