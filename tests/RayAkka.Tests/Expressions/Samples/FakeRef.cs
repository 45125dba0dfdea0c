using RayAkka.CompilerServices;

namespace RayAkka.Tests.Expressions.Samples;

/// <summary>A ref that nobody submitted.</summary>
internal sealed class FakeRef<T>(T value) : TaskCall<T>
{
    public T Given => value;

    protected override T Invoke() => value;
}
