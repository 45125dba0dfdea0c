namespace RayAkka.Cluster.Data;

/// <summary>Something that can be ended at any time from any thread, any number of times.</summary>
internal interface IAbortable
{
    void Abort(string reason);
}
