using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RayAkka.Cluster.Sharding;

/// <summary>
/// Names a bucket: a shard that belongs to one run of one node. The unique id of the node's address is part of the name, so that a process
/// that is started again at the same address inherits nothing.
/// </summary>
/// <param name="Index">Which of the node's buckets, from 0.</param>
/// <param name="NodeUid">The unique id of the address of its node.</param>
internal readonly record struct BucketId(int Index, int NodeUid)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}@{NodeUid}");

    public static bool TryParse([NotNullWhen(true)] string? text, out BucketId bucket)
    {
        bucket = default;
        var at = text?.IndexOf('@', StringComparison.Ordinal) ?? -1;
        if (at < 0
            || !int.TryParse(text.AsSpan(0, at), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || !int.TryParse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var uid))
        {
            return false;
        }

        bucket = new BucketId(index, uid);
        return true;
    }

    /// <summary>Spreads actors evenly over the buckets of a node.</summary>
    public static BucketId For(ActorId actor, int buckets, int nodeUid) =>
        new((int)((((actor.Low * 0x9E3779B97F4A7C15) ^ actor.High) >> 33) % (ulong)buckets), nodeUid);
}
