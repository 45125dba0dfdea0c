using RayAkka.Actors;
using RayAkka.Wire;

namespace RayAkka.Handoff;

/// <summary>What another process must know to run the life of a detached actor from here on.</summary>
/// <param name="About">The actor; its owner is the process that runs its life.</param>
/// <param name="Spec">Its options.</param>
/// <param name="Job">The job that it was made in.</param>
/// <param name="Creation">Its constructor call, see <see cref="CallBlob"/>; null while an argument is not there.</param>
/// <param name="Epoch">The epoch of the books under which its owner took it over: a higher one is newer.</param>
/// <param name="Restarts">The number of its latest incarnation.</param>
/// <param name="HasBegun">Whether that incarnation may exist.</param>
internal sealed record Testament(ActorDescription About, ActorSpec Spec, Job Job, byte[]? Creation, ulong Epoch, int Restarts, bool HasBegun)
{
    public ActorId Actor => About.Id;

    public NodeId Owner => About.Owner;

    public void Write(WireWriter writer)
    {
        About.Write(writer);
        Spec.Write(writer);
        writer.Fixed64(Job.Id.High);
        writer.Fixed64(Job.Id.Low);
        writer.String(Job.Namespace);
        writer.Bool(Creation is not null);
        if (Creation is not null)
        {
            writer.Bytes(Creation);
        }

        writer.Varint(Epoch);
        writer.Int(Restarts);
        writer.Bool(HasBegun);
    }

    public static Testament Read(WireReader reader) => new(
        ActorDescription.Read(reader),
        ActorSpec.Read(reader),
        new Job(new JobId(reader.Fixed64(), reader.Fixed64()), reader.Text()),
        reader.Bool() ? reader.Bytes().ToArray() : null,
        reader.Varint(),
        reader.Int(),
        reader.Bool());

    public byte[] ToBytes()
    {
        var writer = new WireWriter();
        Write(writer);
        return writer.ToArray();
    }
}
