using System.Security.Cryptography;
using System.Text;
using RayAkka.Wire;

namespace RayAkka.Cluster.Membership;

/// <summary>
/// Proves that a node knows the cluster's secret without telling it. The proof covers the whole hello, hence the unique ids of both
/// nodes: it is of no use to a third one, nor to a later run of the same.
/// </summary>
internal sealed class ClusterSecret(string secret)
{
    private readonly byte[] _key = SHA256.HashData(Encoding.UTF8.GetBytes("rayakka " + secret));

    public Hello Prove(Hello hello) => hello with { Proof = ProofOf(hello) };

    public bool IsProved(Hello hello) => CryptographicOperations.FixedTimeEquals(ProofOf(hello), hello.Proof);

    private byte[] ProofOf(Hello hello)
    {
        var writer = new WireWriter();
        hello.WriteProved(writer);
        return HMACSHA256.HashData(_key, writer.Written);
    }
}
