using System.Diagnostics.Metrics;

namespace RayAkka.Diagnostics;

/// <summary>One stored object in the metrics: its finalizer is how the runtime learns that the object is gone. Made only while somebody listens.</summary>
internal sealed class StoredObject
{
    private readonly UpDownCounter<long> _objects;
    private readonly UpDownCounter<long> _bytes;
    private readonly long _size;

    public StoredObject(UpDownCounter<long> objects, UpDownCounter<long> bytes, long size)
    {
        _objects = objects;
        _bytes = bytes;
        _size = size;
        objects.Add(1);
        bytes.Add(size);
    }

    ~StoredObject()
    {
        // Not here: listeners are the user's code, and what they threw would end the process.
        Execution.WorkerPool.Shared.Enqueue(Forget);
    }

    /// <summary>The bytes of an array of plain values or of a string; 0 for other objects, whose size is not known without walking them.</summary>
    public static long SizeOf(object? value) => value switch
    {
        string text => (long)text.Length * sizeof(char),
        Array array when array.GetType().GetElementType() is { IsPrimitive: true } => array.LongLength * Buffer.ByteLength(Array.CreateInstance(array.GetType().GetElementType()!, 1)),
        _ => 0,
    };

    private void Forget()
    {
        _objects.Add(-1);
        _bytes.Add(-_size);
    }
}
