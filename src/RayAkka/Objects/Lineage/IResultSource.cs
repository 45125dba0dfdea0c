namespace RayAkka.Objects.Lineage;

/// <summary>
/// Where the result of a call comes from a second time: for a task the task itself, which is run again; for an actor that keeps a record of its
/// answers that record. A result without one is lost with the last node that has it.
/// </summary>
internal interface IResultSource
{
    /// <summary>
    /// The store would like to let go of the object: whether it can surely be had again for less than to read its bytes from disk, or, if there
    /// is no room on disk, at any price. If so the source keeps all that it needs for that until it is asked.
    /// </summary>
    bool TryHold(long bytes, bool atAnyPrice);

    /// <summary>
    /// Makes the object be there again: completes the ref by <see cref="ObjectRef.CompleteAgainAs"/> or fails it by
    /// <see cref="ObjectRef.FailLost"/>, later or at once. It is called once for each loss, and must not block.
    /// </summary>
    /// <param name="reference">The ref, whose object is neither here nor elsewhere.</param>
    /// <param name="why">What became of the object, as half a sentence.</param>
    void Bring(ObjectRef reference, string why);
}
