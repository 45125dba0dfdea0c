using System.ComponentModel;
using RayAkka.Engine;
using RayAkka.Execution;
using RayAkka.Isolation;
using RayAkka.Streams;
using RayAkka.Tasks;

namespace RayAkka.CompilerServices;

/// <summary>A call whose method streams; its own result is the number of items. For generated code only.</summary>
/// <typeparam name="TItem">The items' type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StreamInvocation<TItem> : Invocation<long>, IStreamCall
{
    private StreamInbox<TItem>? _inbox;
    private StreamOutlet<TItem>? _outlet;
    private StreamWindow _window;
    private StreamRun? _run;

    /// <summary>Fires when the method must stop: the reader has stopped, or the call, the actor or the task must. For generated code only.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected new CancellationToken CancellationToken => _run?.Token ?? default;

    StreamWindow IStreamCall.Window => _inbox?.Window ?? _window;

    int IStreamCall.Stands => _run?.Stands ?? 0;

    internal sealed override IStreamCall? Stream => this;

    /// <summary>Makes the reader's end, before the call is submitted.</summary>
    internal ObjectRefStream<TItem> Open(int readAhead)
    {
        _inbox = new StreamInbox<TItem>(this, readAhead);
        TryAddWaiter(_inbox);
        return new ObjectRefStream<TItem>(_inbox);
    }

    internal sealed override RunResult Finish(Task task, Frame frame) => FinishTyped(task, frame);

    void IStreamCall.OnSending(IStreamWay way) => _inbox?.OnSending(way);

    void IStreamCall.OnSent() => _inbox?.OnSent();

    void IStreamCall.OnItem(long index, ICallOutcome outcome)
    {
        if (_inbox is { } inbox)
        {
            inbox.OnItem(index, outcome);
        }
        else
        {
            outcome.Drop();
        }
    }

    void IStreamCall.Open(StreamWindow window) => _window = window;

    void IStreamCall.Bind(IChannel channel, long route, long number)
    {
        // A copy that was handed over as an object still has the reader's end of the call that it stands for.
        var window = _inbox?.Window ?? _window;
        _inbox = null;
        _outlet = new StreamOutlet<TItem>(new StreamReply<TItem>(channel, route, number), window);
    }

    void IStreamCall.Raise(long limit) => _outlet?.Demand(limit);

    ObjectRef IStreamCall.NewItem(RayRuntime runtime, long index) => new StreamItem<TItem>(runtime, CallName, index, IsTask);

    void IStreamCall.OpenFor(long index, Action<ObjectRef?> taken)
    {
        _inbox = new StreamInbox<TItem>(this, readAhead: 1, index);
        TryAddWaiter(_inbox);
        TakeOnly(_inbox, taken);
    }

    void IStreamCall.Stop()
    {
        // Complete first: it must not start any more, nor be tried again.
        TrySetOwned(0);
        _outlet?.Stop();
    }

    private protected override void ForgetValue()
    {
        base.ForgetValue();
        _inbox = null;
        _outlet = null;
        _run = null;
        _window = default;
    }

    private protected StreamRun Begin(Frame frame)
    {
        var outlet = _outlet;
        if (_inbox is { } inbox)
        {
            _outlet = outlet ??= new StreamOutlet<TItem>(inbox, default);
            var window = inbox.OnSending(outlet);
            outlet.Skip(window.From);
            outlet.Demand(window.Limit);
            inbox.OnSent();
        }

        return _run = outlet!.Begin(frame);
    }

    private protected RunResult Pump(IAsyncEnumerable<TItem>? source, StreamRun run, Frame frame) => source is null
        ? throw new InvalidOperationException($"{CallName} returned null in place of a stream; return an empty one.")
        : Follow(new ValueTask<long>(PumpAsync(source, run, frame)), frame);

    private static void TakeOnly(StreamInbox<TItem> inbox, Action<ObjectRef?> taken)
    {
        ObjectRef<TItem>? item;
        while (!inbox.TryTakeLast(out item))
        {
            if (inbox.Signal() is { } signal && signal.TryAddWaiter((Action)(() => TakeOnly(inbox, taken))))
            {
                return;
            }
        }

        taken(item);
    }

    private async Task<long> PumpAsync(IAsyncEnumerable<TItem> source, StreamRun run, Frame frame)
    {
        var outlet = _outlet!;
        var made = 0L;
        try
        {
            var items = source.GetAsyncEnumerator(run.Token);
            try
            {
                while (await run.For(made)
                    && await items.MoveNextAsync().ConfigureAwait(false)
                    && !frame.HasNoResult
                    && TryPut(outlet, made, items.Current, frame))
                {
                    made++;
                }
            }
            finally
            {
                await items.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (run.IsStopped)
        {
            // As it was asked to.
        }
        finally
        {
            run.End();
        }

        return made;
    }

    // False if there is no room for the item, with which the call has failed: running it again would not help.
    private bool TryPut(StreamOutlet<TItem> outlet, long index, TItem value, Frame frame)
    {
        if (!outlet.IsWanted(index))
        {
            return true;
        }

        long bytes = 0;
        if (!Isolate.IsImmutable<TItem>() || typeof(TItem) == typeof(string))
        {
            value = Isolate.Copy(value, out bytes);
        }

        if (frame.Runtime.WireCheck is { } wire)
        {
            value = wire.Pass(value);
        }

        var item = new StreamItem<TItem>(frame.Runtime, CallName, index, IsTask);
        if (bytes < LargeFrom)
        {
            item.TrySetOwned(value);
        }
        else
        {
            try
            {
                frame.Runtime.Store.Take(bytes);
            }
            catch (RayException e)
            {
                TryFail(e);
                return false;
            }

            item.TrySetOwned(value, bytes);
        }

        outlet.Put(index, item);
        return true;
    }
}
