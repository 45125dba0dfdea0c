namespace RayAkka;

/// <summary>A placement group that is waited for was removed, or its job has ended.</summary>
public sealed class PlacementGroupRemovedException : RayException
{
    /// <summary>Makes an exception without a message.</summary>
    public PlacementGroupRemovedException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    public PlacementGroupRemovedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public PlacementGroupRemovedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
