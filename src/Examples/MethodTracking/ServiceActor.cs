namespace RayAkka.Examples.MethodTracking;

/// <summary>
/// What all service actors have in common: they take a while for each call, and they know how often each of their methods was called. The
/// class itself is not [Remote], its subclasses are; the methods it declares are called on their handles like their own.
/// </summary>
internal abstract class ServiceActor
{
    private readonly Dictionary<string, int> _calls = [];

    /// <summary>
    /// How often each method has run. The caller gets a copy, as with every result, so handing out the actor's own dictionary is safe.
    /// </summary>
    public IReadOnlyDictionary<string, int> MethodCounts() => _calls;

    /// <summary>
    /// Takes <paramref name="serviceTime"/>. The actor stays busy meanwhile: the next call starts when this one has ended, also where it
    /// awaits. (<c>MaxConcurrency</c> is the option that changes this.)
    /// </summary>
    protected async Task ServeAsync(string method, TimeSpan serviceTime, CancellationToken cancellationToken)
    {
        await Task.Delay(serviceTime, TimeProvider.System, cancellationToken);
        _calls[method] = _calls.GetValueOrDefault(method) + 1;
    }
}
