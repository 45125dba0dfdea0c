using RayAkka.Wire;

namespace RayAkka.Cluster.Remoting;

/// <summary>Every message of the engine that may cross the network: its manifest and its reader. Reviewed as text in wire-manifests.txt.</summary>
internal static class Manifests
{
    public const string Hello = "h1";
    public const string Welcome = "w1";
    public const string Frames = "f1";
    public const string FramePart = "p1";
    public const string ObjectAsk = "oa1";
    public const string ObjectPart = "op1";
    public const string ObjectMissing = "om1";
    public const string ObjectDone = "od1";
    public const string ShellEnvelope = "s1";
    public const string StartBucket = "sb1";
    public const string BucketStarted = "bs1";
    public const string CreateShell = "cs1";
    public const string EndShell = "es1";
    public const string NoSuchActor = "na1";
    public const string NotHere = "nh1";
    public const string HandOff = "ho1";

    public static IReadOnlyDictionary<string, Func<WireReader, IWireMessage>> Readers { get; } =
        new Dictionary<string, Func<WireReader, IWireMessage>>(StringComparer.Ordinal)
        {
            [Hello] = Membership.Hello.Read,
            [Welcome] = Membership.Welcome.Read,
            [Frames] = Remoting.Frames.Read,
            [FramePart] = Remoting.FramePart.Read,
            [ObjectAsk] = Remoting.ObjectAsk.Read,
            [ObjectPart] = Remoting.ObjectPart.Read,
            [ObjectMissing] = Remoting.ObjectMissing.Read,
            [ObjectDone] = Remoting.ObjectDone.Read,
            [ShellEnvelope] = Sharding.ShellEnvelope.Read,
            [StartBucket] = Shells.StartBucket.Read,
            [BucketStarted] = Shells.BucketStarted.Read,
            [CreateShell] = Shells.CreateShell.Read,
            [EndShell] = Shells.EndShell.Read,
            [NoSuchActor] = Shells.NoSuchActor.Read,
            [NotHere] = Shells.NotHere.Read,
            [HandOff] = static _ => Shells.HandOff.Instance,
        };
}
