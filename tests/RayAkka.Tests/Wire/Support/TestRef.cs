namespace RayAkka.Tests.Wire.Support;

/// <summary>A ref that a test completes.</summary>
internal sealed class TestRef<T> : CompilerServices.TaskCall<T>
{
    protected override T Invoke() => throw new InvalidOperationException("It is not run.");
}
