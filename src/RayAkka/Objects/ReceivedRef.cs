namespace RayAkka.Objects;

/// <summary>A ref whose object came with it from another process: the object is this process's own from then on.</summary>
internal sealed class ReceivedRef<T>(RayRuntime runtime) : ObjectRef<T>
{
    internal override RayRuntime? Runtime => runtime;

    internal override string CallName => "an object from another process";
}
