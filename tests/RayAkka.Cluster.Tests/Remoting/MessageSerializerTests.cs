using System.Runtime.Serialization;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using RayAkka.Cluster.Membership;
using RayAkka.Cluster.Remoting;
using RayAkka.Cluster.Sharding;
using RayAkka.Cluster.Shells;
using Envelope = RayAkka.Engine.Envelope;

namespace RayAkka.Cluster.Tests.Remoting;

public sealed class MessageSerializerTests : TestKit
{
    private static readonly NodeId s_node = new(1, ulong.MaxValue);
    private static readonly NodeId s_other = new(2, 3);
    private static readonly NodeAddress s_address = new(Address.Parse("akka.tcp://rayakka@127.0.0.1:1"), int.MinValue);

    private static readonly object[] s_messages =
    [
        new Hello(1, s_address, 5, [1, 2, 3], "host", 99, [9, 8]),
        new Welcome(s_address, -5),
        new Frames(s_node, s_other, [new Envelope(long.MaxValue, 0, new byte[] { 1, 2 }), new Envelope(0, 7, null), new Envelope(1, 0, Array.Empty<byte>())]),
        new FramePart(s_node, s_other, ulong.MaxValue, 0, int.MaxValue, 3, 4, new byte[] { 5, 6 }),
        new ObjectAsk(s_node, 1, 2, long.MaxValue, 4),
        new ObjectPart(1, [1], long.MaxValue, 5, new byte[] { 1, 2 }),
        new ObjectMissing(ulong.MaxValue),
        new ObjectDone(s_node, 4),
        new ShellEnvelope("3@4", "entity", new CreateShell(new ActorId(1, 2), 3)),
        StartBucket.Instance,
        new BucketStarted("3@4", "entity"),
        new CreateShell(new ActorId(1, 2), -1),
        new EndShell(new ActorId(1, 2), int.MaxValue),
        new NoSuchActor("3@4", "entity"),
        new NotHere("3@4", "entity"),
        HandOff.Instance,
    ];

    private readonly MessageSerializer _serializer;

    public MessageSerializerTests()
        : base(NodeConfig.Reference.WithFallback(DefaultConfig).WithFallback("akka.actor.provider = local")) =>
        _serializer = new MessageSerializer((ExtendedActorSystem)Sys);

    public static TheoryData<object> Messages => new(s_messages);

    [Theory]
    [MemberData(nameof(Messages))]
    public void FromBinary_WhatToBinaryWrote_IsTheSame(object message)
    {
        var bytes = _serializer.ToBinary(message);

        var read = _serializer.FromBinary(bytes, _serializer.Manifest(message));

        Assert.Equal(message.GetType(), read.GetType());
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(_serializer.ToBinary(read)));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void FromBinary_CutBytes_IsASerializationException(object message)
    {
        var bytes = _serializer.ToBinary(message);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<SerializationException>(() => _serializer.FromBinary(bytes[..length], _serializer.Manifest(message)));
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void FromBinary_BytesTooMany_IsASerializationException(object message) =>
        Assert.Throws<SerializationException>(() => _serializer.FromBinary([.. _serializer.ToBinary(message), 0], _serializer.Manifest(message)));

    [Theory]
    [MemberData(nameof(Messages))]
    public void FromBinary_MutatedBytes_IsAMessageOrASerializationException(object message)
    {
        var random = new Random(3);
        var sound = _serializer.ToBinary(message);
        for (var round = 0; round < 2000 && sound.Length > 0; round++)
        {
            var bytes = (byte[])sound.Clone();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                Assert.NotNull(_serializer.FromBinary(bytes, _serializer.Manifest(message)));
            }
            catch (SerializationException)
            {
            }
        }
    }

    [Fact]
    public void FromBinary_UnknownManifest_IsASerializationException() =>
        Assert.Throws<SerializationException>(() => _serializer.FromBinary([], "zz"));

    [Fact]
    public void FindSerializer_EveryMessage_IsOurs() =>
        Assert.All(s_messages, message => Assert.IsType<MessageSerializer>(Sys.Serialization.FindSerializerFor(message)));

    [Fact]
    public void Messages_Here_AreAllThatMayCrossTheNetwork() =>
        Assert.Equal(Manifests.Readers.Keys.Order(StringComparer.Ordinal), s_messages.Select(_serializer.Manifest).Order(StringComparer.Ordinal));

    [Fact]
    public void Manifests_Listed_AreThoseOfTheReviewedFile()
    {
        var listed = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "wire-manifests.txt"))
            .Where(static line => line.Length > 0 && line[0] != '#')
            .Select(static line => line.Split(' ', 2)[0]);

        Assert.Equal(Manifests.Readers.Keys.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }
}
