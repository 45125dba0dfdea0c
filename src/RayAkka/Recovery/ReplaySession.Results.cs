using RayAkka.Objects;
using RayAkka.Recovery.Results;

namespace RayAkka.Recovery;

/// <content>Large results that have to be had once more, and the incarnation that is there for nothing else; see <see cref="ReplayResult"/>.</content>
internal sealed partial class ReplaySession
{
    private readonly KnownResults? _results;
    private readonly List<ObjectRef> _early = [];
    private bool _loaded;

    /// <summary>
    /// Whether the incarnation only reads the journal of an actor that has ended: it runs what is there again, and nothing else. It never goes live, so
    /// nothing that it does leaves it but the results that it is asked for.
    /// </summary>
    private bool IsReader => _cell.About.IsReader;

    /// <summary>A call has run, or a call of the journal has run again.</summary>
    public void OnRan(ObjectRef call)
    {
        if (_results is { } results && call.Caller is { } caller)
        {
            results.OnRan(call.Extras?.Identity?.Caller ?? caller.Root.Identity, call.CallIndex, call);
        }
    }

    // From any thread; false if the incarnation is lost.
    private bool TakeRequest(ObjectRef call)
    {
        lock (_joined)
        {
            if (_lost)
            {
                return false;
            }

            if (!_loaded)
            {
                // Given back with all others if the journal is never read.
                _joined.Add(call);
                _early.Add(call);
                return true;
            }
        }

        Serve(call);
        return true;
    }

    // What the journal holds is known from now on.
    private void ServeEarly()
    {
        List<ObjectRef> early;
        lock (_joined)
        {
            _loaded = true;
            early = [.. _early];
            _early.Clear();
        }

        early.ForEach(Serve);
    }

    private void Serve(ObjectRef call)
    {
        var request = (IReplyRequest)call;
        if ((_results?.Take(request.Of, request.Index) ?? Records.FindCall(request.Of, request.Index)) is { } recorded && recorded.ObjectType == call.ObjectType)
        {
            Join(call, recorded);
            return;
        }

        Unjoin(call);
        call.TryFail(new ObjectReconstructionFailedException(
            $"neither the journal nor the checkpoint of {_cell.Spec.ClassName} has the call any more: its result was not referred to when the checkpoint was taken, or more was kept for others"));
    }

    private void AddFoundResults(JournalContent content)
    {
        if (_results is not { } results)
        {
            return;
        }

        foreach (var result in content.Checkpoint?.Results ?? [])
        {
            results.AddFound(result.Caller, result.Index, result.Result);
        }

        foreach (var call in content.Calls)
        {
            results.AddFound(call.Call.Extras?.Identity?.Caller ?? call.Call.Caller!.Root.Identity, call.Call.CallIndex, call.Call);
        }
    }
}
