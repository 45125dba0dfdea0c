namespace RayAkka.Objects;

internal enum RefStatus
{
    /// <summary>Nobody has begun to complete the ref.</summary>
    Pending = 0,

    /// <summary>One thread has won the right to complete the ref and is writing.</summary>
    Claimed = 1,

    /// <summary>The value is there.</summary>
    Succeeded = 2,

    /// <summary>The error is there.</summary>
    Failed = 3,

    /// <summary>The value was there and has left memory: the ref has a location from which it is brought back when somebody wants it.</summary>
    Away = 4,
}
