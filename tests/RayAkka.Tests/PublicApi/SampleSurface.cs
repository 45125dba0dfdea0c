namespace RayAkka.Tests.PublicApi;

/// <summary>One of each kind of member that the writer must show.</summary>
public abstract class SampleSurface<T>(T first) : IDisposable
    where T : class, new()
{
    public const int Limit = 3;

    protected internal readonly T? Held = first;

    private protected int _hidden;

    public event EventHandler? Changed;

    public required string Name { get; init; }

    public IReadOnlyList<string?>? Items { get; private set; }

    public int this[int index] => index;

    [Obsolete("Use Items.")]
    public static T? Find<TKey>(in TKey key, string? text = null, StringComparison how = StringComparison.Ordinal, params int[] more)
        where TKey : struct => null;

    public virtual void Dispose()
    {
        Changed?.Invoke(this, EventArgs.Empty);
        Items = null;
        _hidden++;
        GC.SuppressFinalize(this);
    }

    internal void Hidden() => _hidden++;

    protected abstract ValueTask<T> RunAsync(out int? count);
}
