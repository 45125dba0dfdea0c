using RayAkka.Recovery.Stores;

namespace RayAkka.Recovery;

/// <content>
/// What processes that were killed have left in the store. Where this one is alone with the store it removes that; else it cannot be told from what belongs
/// to the others, and is only reported.
/// </content>
internal sealed partial class JournalTable
{
    private const int LogsAtOnce = 1000;

    // An actor that is not in the directory dies with its process; if that was killed its log is still there, and nobody can find the actor any more.
    private async Task RemoveLeftAsync(IRecordStore store, List<ActorId> left)
    {
        if (left.Count == 0)
        {
            return;
        }

        if (!store.IsAlone)
        {
            _runtime.Log.JournalsLeft(store.Name, left.Count);
            return;
        }

        foreach (var part in left.Chunk(LogsAtOnce))
        {
            await Task.WhenAll(part.Select(actor => RemoveAsync(store, actor))).ConfigureAwait(false);
        }

        _runtime.Log.JournalsRemoved(store.Name, left.Count);
    }

    private async Task RemoveAsync(IRecordStore store, ActorId actor)
    {
        try
        {
            var log = await store.OpenAsync(actor).ConfigureAwait(false);
            await store.DeleteAsync(actor, log.Epoch).ConfigureAwait(false);
        }
        catch (JournalCorruptException e)
        {
            // It stays, for whoever wants to look at it.
            _runtime.Log.JournalNotDeleted(e);
        }
    }
}
