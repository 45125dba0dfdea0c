using RayAkka.Cluster.Sharding;

namespace RayAkka.Cluster.Tests.Sharding;

public sealed class BucketIdTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(15, int.MinValue)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void TryParse_WhatToStringWrote_IsTheSame(int index, int uid)
    {
        Assert.True(BucketId.TryParse(new BucketId(index, uid).ToString(), out var read));
        Assert.Equal(new BucketId(index, uid), read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("@1")]
    [InlineData("1@")]
    [InlineData("-1@1")]
    [InlineData("1@1@1")]
    [InlineData(" 1@1")]
    public void TryParse_NoBucket_IsFalse(string? text) => Assert.False(BucketId.TryParse(text, out _));

    [Fact]
    public void For_ManyActors_UsesEveryBucketAboutAsOften()
    {
        var counts = new int[16];
        for (ulong number = 1; number <= 16_000; number++)
        {
            counts[BucketId.For(new ActorId(7, number), 16, 1).Index]++;
        }

        Assert.All(counts, static count => Assert.InRange(count, 700, 1300));
    }

    [Fact]
    public void Extractor_Envelope_TellsBucketEntityAndMessage()
    {
        var extractor = new ShellExtractor();
        var message = Cluster.Shells.StartBucket.Instance;
        var envelope = new ShellEnvelope("3@4", "actor", message);

        Assert.Equal("actor", extractor.EntityId(envelope));
        Assert.Same(message, extractor.EntityMessage(envelope));
        Assert.Equal("3@4", extractor.ShardId("actor", envelope));
    }

    [Fact]
    public void Extractor_OtherMessage_HasNoEntity() => Assert.Null(new ShellExtractor().EntityId("anything else"));
}
