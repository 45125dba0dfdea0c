using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace RayAkka.Cluster.Data;

/// <summary>
/// How two nodes come to know each other on a new connection, before anything else is said.
/// <code>
/// dialer   → hello      magic, version, kind, its id, the id that it believes to reach, nonce
/// acceptor → challenge  magic, version, nonce
/// dialer   → proof      HMAC-SHA256(secret, "dialer"   + hello + challenge)
/// acceptor → answer     HMAC-SHA256(secret, "acceptor" + hello + challenge)
/// </code>
/// </summary>
/// <remarks>
/// Invariants: (1) all messages have a fixed size and are read into the stack: a stranger cannot make this side allocate by what it sends;
/// (2) a proof covers both ids, both nonces, the kind and the role, so none can be used for another connection or sent back; (3) a hello
/// for another id than this node's is refused before anything is answered: a process that was restarted on the same port has a new
/// id, and nobody takes it for the old one; (4) whoever is refused learns nothing: the connection just closes; (5) the answer is also the
/// leave to send: the acceptor gives it once it is ready for the dialer. The time limit is the caller's: it closes the socket.
/// </remarks>
internal static class Handshake
{
    public const ushort Version = 1;

    public const int HelloSize = 12 + 16 + 16 + NonceSize;

    public const int ChallengeSize = 12 + NonceSize;

    public const int ProofSize = HMACSHA256.HashSizeInBytes;

    private const int NonceSize = 32;

    private static ReadOnlySpan<byte> Magic => "RAYDATA\n"u8;

    /// <summary>Plays the side that connects; returns when the other side has proved itself and lets us in.</summary>
    /// <exception cref="IOException">The other side is not whom it should be, or went away.</exception>
    public static void Dial(Stream stream, NodeId self, NodeId target, ConnectionKind kind, ReadOnlySpan<byte> secret)
    {
        Span<byte> transcript = stackalloc byte[HelloSize + ChallengeSize];
        WriteHello(transcript[..HelloSize], self, target, kind);
        stream.Write(transcript[..HelloSize]);

        var challenge = transcript[HelloSize..];
        stream.ReadExactly(challenge);
        CheckVersion(challenge);

        Span<byte> proof = stackalloc byte[ProofSize];
        Prove(secret, "dialer"u8, transcript, proof);
        stream.Write(proof);

        Span<byte> answer = stackalloc byte[ProofSize];
        stream.ReadExactly(answer);
        Prove(secret, "acceptor"u8, transcript, proof);
        if (!CryptographicOperations.FixedTimeEquals(answer, proof))
        {
            throw new HandshakeException("The other side does not know the cluster's secret; give all nodes the same one.");
        }
    }

    /// <summary>Plays the side that was connected to, up to the answer, which the caller sends when it is ready.</summary>
    /// <exception cref="IOException">The other side is not whom it should be, or went away.</exception>
    public static Introduction Accept(Stream stream, NodeId self, ReadOnlySpan<byte> secret)
    {
        Span<byte> transcript = stackalloc byte[HelloSize + ChallengeSize];
        var hello = transcript[..HelloSize];
        stream.ReadExactly(hello);
        CheckVersion(hello);
        var kind = (ConnectionKind)hello[10];
        var dialer = ReadNode(hello[12..]);
        var target = ReadNode(hello[28..]);
        CheckHello(self, kind, hello[11], dialer, target);

        var challenge = transcript[HelloSize..];
        WriteVersion(challenge);
        RandomNumberGenerator.Fill(challenge[12..]);
        stream.Write(challenge);

        Span<byte> proof = stackalloc byte[ProofSize];
        stream.ReadExactly(proof);
        Span<byte> expected = stackalloc byte[ProofSize];
        Prove(secret, "dialer"u8, transcript, expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, proof))
        {
            throw new HandshakeException("It does not know the cluster's secret.");
        }

        Prove(secret, "acceptor"u8, transcript, expected);
        return new Introduction(dialer, kind, expected.ToArray());
    }

    /// <summary>Writes what a dialer says first.</summary>
    public static void WriteHello(Span<byte> hello, NodeId self, NodeId target, ConnectionKind kind)
    {
        WriteVersion(hello);
        hello[10] = (byte)kind;
        WriteNode(hello[12..], self);
        WriteNode(hello[28..], target);
        RandomNumberGenerator.Fill(hello.Slice(44, NonceSize));
    }

    /// <summary>Which of two nodes connects to the other for envelopes.</summary>
    public static bool Dials(NodeId self, NodeId peer) => self.High != peer.High ? self.High < peer.High : self.Low < peer.Low;

    private static void CheckHello(NodeId self, ConnectionKind kind, byte reserved, NodeId dialer, NodeId target)
    {
        if (target != self)
        {
            throw new HandshakeException($"It looks for the node {target}, which does not run here (any more).");
        }

        if (kind is not (ConnectionKind.Envelopes or ConnectionKind.Bulk) || reserved != 0)
        {
            throw new HandshakeException("It wants a kind of connection that this version does not know.");
        }

        if (dialer == self || dialer.IsNil || (kind == ConnectionKind.Envelopes && !Dials(dialer, self)))
        {
            throw new HandshakeException($"The node {dialer} is not the one of the two that connects.");
        }
    }

    private static void WriteVersion(Span<byte> message)
    {
        Magic.CopyTo(message);
        BinaryPrimitives.WriteUInt16LittleEndian(message[8..], Version);
        message[10] = 0;
        message[11] = 0;
    }

    private static void CheckVersion(ReadOnlySpan<byte> message)
    {
        if (!message[..8].SequenceEqual(Magic))
        {
            throw new HandshakeException("It does not speak the protocol of RayAkka's data connections.");
        }

        var version = BinaryPrimitives.ReadUInt16LittleEndian(message[8..]);
        if (version != Version)
        {
            throw new HandshakeException($"It speaks version {version} of the data protocol and this node version {Version}; run the same release everywhere.");
        }
    }

    private static void WriteNode(Span<byte> at, NodeId node)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(at, node.High);
        BinaryPrimitives.WriteUInt64LittleEndian(at[8..], node.Low);
    }

    private static NodeId ReadNode(ReadOnlySpan<byte> at) =>
        new(BinaryPrimitives.ReadUInt64LittleEndian(at), BinaryPrimitives.ReadUInt64LittleEndian(at[8..]));

    [SkipLocalsInit]
    private static void Prove(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> role, ReadOnlySpan<byte> transcript, Span<byte> proof)
    {
        Span<byte> text = stackalloc byte[16 + HelloSize + ChallengeSize];
        text[..16].Clear();
        role.CopyTo(text);
        transcript.CopyTo(text[16..]);
        HMACSHA256.HashData(secret, text, proof);
    }
}
