namespace RayAkka.Objects;

/// <summary>A ref whose object another process owns.</summary>
internal interface IBorrowedRef
{
    NodeId Owner { get; }

    ulong Number { get; }

    /// <summary>The owner has counted one more of these refs for this process.</summary>
    void OnLent();
}
