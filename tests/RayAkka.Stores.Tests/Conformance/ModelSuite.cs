using RayAkka.Recovery.Stores;
using RayAkka.Stores.Tests.Support;
using static RayAkka.Stores.Tests.Support.Stores;

namespace RayAkka.Stores.Tests.Conformance;

/// <summary>Whatever is done, in whatever order, through whichever of two processes: every store answers like the one in memory.</summary>
public abstract class ModelSuite
{
    private const int Actors = 3;

    [StoreFact]
    public async Task RandomOperations_AnswerAsTheModelDoes()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            await using var harness = await MakeAsync();
            IRecordStore[] stores = [await harness.OpenAsync(), await harness.OpenAsync()];
            var model = new MemoryRecordStore();
            var random = new Random(seed);

            // The epochs of the store and of the model are different numbers of the same openings.
            var epochs = new List<(ActorId Actor, long Epoch, long Model)>();
            for (var step = 0; step < 120; step++)
            {
                var store = stores[random.Next(stores.Length)];
                var (done, expected) = random.Next(8) switch
                {
                    0 => await Open(store, Actor(random.Next(Actors))),
                    1 => (await Names(store), await Names(model)),
                    2 => await Put(store, Entry(random.Next(Actors), $"n{random.Next(3)}")),
                    _ when epochs.Count == 0 => ("", ""),
                    var kind => await With(store, epochs[random.Next(epochs.Count)], kind, random),
                };
                Assert.True(expected == done, $"seed {seed}, step {step}: the model says {expected}, the store {done}");
            }

            async Task<(string, string)> Open(IRecordStore store, ActorId actor)
            {
                var (log, expected) = (await store.OpenAsync(actor), await model.OpenAsync(actor));
                epochs.Add((actor, log.Epoch, expected.Epoch));
                return (Shown(log), Shown(expected));
            }

            async Task<(string, string)> Put(IRecordStore store, DurableActor entry) =>
                ((await store.TryPutActorAsync(entry)).ToString(), (await model.TryPutActorAsync(entry)).ToString());

            async Task<(string, string)> With(IRecordStore store, (ActorId Actor, long Epoch, long Model) opened, int kind, Random choice)
            {
                var (position, count, text) = (choice.Next(1, 12), choice.Next(0, 3), choice.Next(1000).ToString());
                return (await Do(store, opened.Epoch), await Do(model, opened.Model));

                Task<string> Do(IRecordStore target, long epoch) => Outcome(kind switch
                {
                    3 or 4 => () => target.AppendAsync(opened.Actor, epoch, position, [.. Enumerable.Repeat(text, count)]),
                    5 => () => target.SaveCheckpointAsync(opened.Actor, epoch, position, Bytes(text)),
                    6 => () => target.CheckEpochAsync(opened.Actor, epoch),
                    _ when count == 0 => () => target.DeleteAsync(opened.Actor, epoch),
                    _ => () => AppendNext(target, opened.Actor, epoch, text),
                });
            }
        }
    }

    /// <summary>How many runs there are.</summary>
    private protected virtual int Seeds => 25;

    private protected abstract Task<StoreHarness> MakeAsync();

    private static async Task AppendNext(IRecordStore store, ActorId actor, long epoch, string text)
    {
        for (var position = 1; ; position++)
        {
            try
            {
                await store.AppendAsync(actor, epoch, position, text);
                return;
            }
            catch (JournalException exception) when (exception is not FencedException)
            {
                // Taken: the next one.
            }
        }
    }

    private static async Task<string> Outcome(Func<Task> operation)
    {
        try
        {
            await operation();
            return "done";
        }
        catch (JournalException exception)
        {
            return exception.GetType().Name;
        }
    }

    private static async Task<string> Names(IRecordStore store) =>
        string.Join(' ', (await store.ListActorsAsync()).Select(actor => $"{actor.Id}={actor.Name}").Order(StringComparer.Ordinal))
        + " " + string.Join(' ', (await store.ListLogsAsync()).Select(actor => actor.ToString()).Order(StringComparer.Ordinal));

    private static string Shown(OpenedLog log) =>
        $"{log.CheckpointPosition} {log.LastPosition} {(log.Checkpoint is { } checkpoint ? Text(checkpoint) : "none")}";
}
