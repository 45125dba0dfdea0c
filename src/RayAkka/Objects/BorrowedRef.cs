namespace RayAkka.Objects;

/// <summary>A ref whose object another process owns. It completes when the owner says so; a large object is fetched when somebody waits for it.</summary>
internal sealed class BorrowedRef<T>(RayRuntime runtime, ObjectLease lease) : ObjectRef<T>, IBorrowedRef
{
    public NodeId Owner => lease.Owner;

    public ulong Number => lease.Number;

    internal override RayRuntime? Runtime => runtime;

    internal override string CallName => "an object of another process";

    public void OnLent() => lease.OnLent();
}
