using System.Runtime.CompilerServices;

namespace RayAkka.Util;

/// <content>Many values at once, their results as streams.</content>
public sealed partial class ActorPool<TActor>
{
    /// <summary>Gives all values to the actors at once and the results in the order of the values.</summary>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <typeparam name="TResult">The type of the results.</typeparam>
    /// <param name="call">Calls an actor.</param>
    /// <param name="values">The values.</param>
    /// <param name="cancellationToken">Ends the reading; what was submitted goes on.</param>
    public IAsyncEnumerable<TResult> Map<TValue, TResult>(
        Func<ActorHandle<TActor>, TValue, ObjectRef<TResult>> call, IEnumerable<TValue> values, CancellationToken cancellationToken = default) =>
        InOrderAsync<TResult>(EnterAll(call, values), cancellationToken);

    /// <summary>Gives all values to the actors at once and the results in the order in which they come.</summary>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <typeparam name="TResult">The type of the results.</typeparam>
    /// <param name="call">Calls an actor.</param>
    /// <param name="values">The values.</param>
    /// <param name="cancellationToken">Ends the reading; what was submitted goes on.</param>
    public IAsyncEnumerable<TResult> MapUnordered<TValue, TResult>(
        Func<ActorHandle<TActor>, TValue, ObjectRef<TResult>> call, IEnumerable<TValue> values, CancellationToken cancellationToken = default) =>
        AsTheyComeAsync<TResult>(EnterAll(call, values), cancellationToken);

    private static async IAsyncEnumerable<TResult> InOrderAsync<TResult>(
        List<PoolWork<TActor>> all, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var work in all)
        {
            await work.Done.WaitAsync(cancellationToken).ConfigureAwait(true);
            yield return await work.ResultAsync<TResult>().ConfigureAwait(true);
        }
    }

    private static async IAsyncEnumerable<TResult> AsTheyComeAsync<TResult>(
        List<PoolWork<TActor>> all, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var byTask = all.ToDictionary(static work => work.Done);
        await foreach (var done in Task.WhenEach(byTask.Keys).WithCancellation(cancellationToken).ConfigureAwait(true))
        {
            yield return await byTask[done].ResultAsync<TResult>().ConfigureAwait(true);
        }
    }

    private List<PoolWork<TActor>> EnterAll<TValue, TResult>(Func<ActorHandle<TActor>, TValue, ObjectRef<TResult>> call, IEnumerable<TValue> values)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(values);
        List<PoolWork<TActor>> all = [.. values.Select(value => new PoolWork<TActor>(actor => call(actor, value)))];
        all.ForEach(work => Enter(work, isKept: false));
        return all;
    }
}
