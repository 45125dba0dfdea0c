namespace RayAkka.Cluster.Data;

/// <summary>What all parts of an endpoint share.</summary>
internal sealed record DataContext(DataOptions Options, IDataEvents Events, DataLog Log, DataThreads Threads, DataClock Clock)
{
    public NodeId Self => Options.Self;

    public ReadOnlySpan<byte> Secret => Options.Secret;
}
