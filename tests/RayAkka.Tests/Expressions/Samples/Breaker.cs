namespace RayAkka.Tests.Expressions.Samples;

/// <summary>Every method breaks one rule of remote calls.</summary>
public class Breaker
{
    private int _value;

    public ref int ReturnsReference() => ref _value;

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

    public async IAsyncEnumerable<Func<int>> ReturnsStream()
    {
        await Task.Yield();
        yield return () => 1;
    }

    public IEnumerable<int> Yields()
    {
        yield return 1;
    }

    public Task<Stream> ReturnsStreamLater() => Task.FromResult(Stream.Null);

    public CancellationToken ReturnsToken() => default;

    public int Nested(List<Action[]> callbacks) => callbacks.Count;

    public int NestedToken((int Id, CancellationToken Token) pair) => pair.Id;

    public int Source(CancellationTokenSource source) => source.Token.GetHashCode();

    public int Tree(System.Linq.Expressions.Expression<Func<int>> tree) => tree.Parameters.Count;
}
