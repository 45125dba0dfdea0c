namespace RayAkka.Conformance.Samples;

/// <summary>A large object with a ref and a handle inside.</summary>
public sealed class Parcel(byte[] bytes, ObjectRef<int> inside, ActorHandle<Counter> handle)
{
    public byte[] Bytes { get; } = bytes;

    public ObjectRef<int> Inside { get; } = inside;

    public ActorHandle<Counter> Handle { get; } = handle;
}
