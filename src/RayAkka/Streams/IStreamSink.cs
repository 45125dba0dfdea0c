namespace RayAkka.Streams;

/// <summary>Where a producer's items go: to the reader in this process, or to the process that has it.</summary>
internal interface IStreamSink<TItem>
{
    /// <exception cref="ArgumentException">Something in the item may not travel; one sentence that names it.</exception>
    void Accept(long index, ObjectRef<TItem> item);
}
