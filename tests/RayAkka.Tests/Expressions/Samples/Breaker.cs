namespace RayAkka.Tests.Expressions.Samples;

/// <summary>Every method breaks one rule of remote calls.</summary>
public class Breaker
{
    public void Ref(ref int value) => value++;

    public void Out(out int value) => value = 1;

    public void In(in int value) => _ = value;

    public unsafe void Pointer(int* value) => *value = 1;

    public unsafe void FunctionPointer(delegate*<int> value) => _ = value;

    public int Span(ReadOnlySpan<int> values) => values.Length;

    public int Callback(Func<int> callback) => callback();

    public int Tasked(Task<int> task) => task.Id;

    public int ValueTasked(ValueTask<int> task) => task.IsCompleted ? 1 : 0;

    public int Streamed(IAsyncEnumerable<int> values) => values.GetHashCode();

    public int File(MemoryStream stream) => (int)stream.Length;

#pragma warning disable VSTHRD100 // the mistake is the point
    public async void AsyncVoid() => await Task.Yield();
#pragma warning restore VSTHRD100

    public unsafe int* ReturnsPointer() => null;

    public Span<int> ReturnsSpan() => default;

    public Func<int> ReturnsDelegate() => () => 1;

    public async IAsyncEnumerable<int> ReturnsStream()
    {
        await Task.Yield();
        yield return 1;
    }
}
