using RayAkka.Cluster.Remoting;
using RayAkka.Wire;

namespace RayAkka.Cluster.Sharding;

/// <summary>A message to a shell. It names the bucket, so that nobody computes where an actor lives.</summary>
/// <param name="Bucket">The bucket, as <see cref="BucketId"/> writes it.</param>
/// <param name="EntityId">The shell's name in its bucket: the id of the actor and the incarnation.</param>
/// <param name="Message">What the shell gets.</param>
internal sealed record ShellEnvelope(string Bucket, string EntityId, IWireMessage Message) : IWireMessage
{
    public string Manifest => Manifests.ShellEnvelope;

    public void Write(WireWriter writer)
    {
        writer.String(Bucket);
        writer.String(EntityId);
        writer.String(Message.Manifest);
        Message.Write(writer);
    }

    public static ShellEnvelope Read(WireReader reader)
    {
        var bucket = reader.Text();
        var entity = reader.Text();
        var manifest = reader.Text();
        return manifest == Manifests.ShellEnvelope
            ? throw new WireFormatException("An envelope holds an envelope.")
            : new ShellEnvelope(bucket, entity, MessageSerializer.Read(manifest, reader));
    }
}
