using RayAkka.Objects.Lineage;
using RayAkka.Wire;

namespace RayAkka.Objects;

/// <summary>
/// Where an object is that is not here: it is fetched when somebody waits for it, once. While this exists the holder keeps the object, because
/// of the lease where this process was given it, because of the ref's owner where that one was.
/// </summary>
internal sealed class RemoteValue(RayRuntime runtime, NodeId holder, ulong number, long length, ObjectLease? lease) : ObjectLocation
{
    private bool _lost;

    public NodeId Holder => holder;

    public ulong Number => number;

    public long Length => length;

    /// <summary>False once the object was looked for in vain, or its node is gone.</summary>
    public override bool IsPlace => !Volatile.Read(ref _lost) && !runtime.Peers.IsGone(holder);

    /// <summary>The same place, to be fetched from again.</summary>
    public RemoteValue Again() => new(runtime, holder, number, length, lease);

    /// <summary>Somebody else has looked for the object in vain.</summary>
    public void GiveUp(ObjectRef reference)
    {
        if (Begin())
        {
            Lose(reference, new ObjectLostException($"node {holder} does not have it any more"));
        }
    }

    public bool IsSame(RemoteValue other) => other.Holder == holder && other.Number == number;

    public void Write(WireWriter writer)
    {
        writer.Node(holder);
        writer.Varint(number);
        writer.Varint((ulong)length);
    }

    protected override void Start(ObjectRef reference) => _ = FetchAsync(reference);

    private async Task FetchAsync(ObjectRef reference)
    {
        ArrayBytes? bytes = null;
        long taken = 0;
        try
        {
            await runtime.Cluster!.FetchAsync(
                holder,
                number,
                (header, count) =>
                {
                    if (count >= ObjectRef.LargeFrom)
                    {
                        // On a thread of the connection's own, which may wait for the disk.
                        runtime.Store.TakeAnyway(count);
                        taken = count;
                    }

                    return (bytes = ArrayBytes.Allocate(header, count)).Memory;
                },
                CancellationToken.None).ConfigureAwait(false);
            Complete(reference, bytes!.Array, taken);
        }
        catch (Exception e)
        {
            runtime.Store.Return(taken);
            Lose(reference, e);
        }

        GC.KeepAlive(lease);
    }

    private void Lose(ObjectRef reference, Exception cause)
    {
        Volatile.Write(ref _lost, true);
        ObjectRecovery.OnLost(runtime, reference, this, cause);
    }

    private void Complete(ObjectRef reference, Array array, long taken)
    {
        if (reference.IsAway)
        {
            runtime.Store.PutBack(reference.Ticket!.Entry, reference, array);
        }
        else
        {
            reference.TryCompleteWith(array, taken);
        }
    }
}
