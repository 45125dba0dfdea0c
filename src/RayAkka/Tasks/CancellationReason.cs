namespace RayAkka;

/// <summary>Why a call or task was cancelled, or why the token of a running one has fired.</summary>
public enum CancellationReason
{
    /// <summary><c>Ray.Cancel</c> was called for it, or for the call that started it.</summary>
    User = 1,

    /// <summary>Its time was over: its own <c>Timeout</c>, or that of the call that started it.</summary>
    Timeout = 2,

    /// <summary>The process that had submitted it is gone.</summary>
    OwnerDied = 3,

    /// <summary>Ray was shut down.</summary>
    Shutdown = 4,

    /// <summary>Its actor was killed or has crashed, or its node was lost. Told by tokens only: such a ref fails with what has happened.</summary>
    Lost = 5,
}
