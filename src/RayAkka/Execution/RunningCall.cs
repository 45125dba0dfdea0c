using System.Buffers;
using RayAkka.Tasks;

namespace RayAkka.Execution;

/// <summary>
/// What only some running calls have: a token that the code has asked for, and calls that it has made. It is made when the first of them is, by the
/// frame in which the call runs, and goes when the call has ended.
/// </summary>
internal sealed class RunningCall(Frame frame, ObjectRef call)
{
    private const int FewChildren = 16;

    private CancellationTokenSource? _source;
    private ObjectRef[]? _children;
    private int _count;

    public ObjectRef Call => call;

    /// <summary>Fires when the call must stop.</summary>
    public CancellationToken Token
    {
        get
        {
            if (Volatile.Read(ref _source) is { } source)
            {
                return source.Token;
            }

            var made = new CancellationTokenSource();
            if (Interlocked.CompareExchange(ref _source, made, null) is { } other)
            {
                return other.Token;
            }

            // Behind the fence: whoever stops the call either finds the source, or had failed the call or lost the frame before.
            if (call.IsFailed || frame.IsLost)
            {
                made.Cancel();
            }

            return made.Token;
        }
    }

    /// <summary>Notes a call that the running one has made. What is held follows the number of those that are open, or have ended since there was last no room.</summary>
    public void AddChild(ObjectRef child)
    {
        lock (this)
        {
            if (_count > 0 && _children![0].IsCompleted)
            {
                // One call after another holds nothing that has ended.
                _children[0] = child;
                return;
            }

            if (_children is null || _count == _children.Length)
            {
                MakeRoom();
            }

            _children![_count++] = child;
        }
    }

    /// <summary>The call has ended: nobody cancels it any more.</summary>
    public void End()
    {
        lock (this)
        {
            GiveBack();
        }
    }

    /// <summary>The call has failed, or its frame is lost: its token fires, on another thread, and with it the calls it has made end if they shall.</summary>
    public void Stop(bool recursive)
    {
        if (recursive && TakeChildren() is { Count: > 0 } children)
        {
            // Not from here: calls that wait for calls may form a chain longer than the stack.
            WorkerPool.Shared.Enqueue(() => children.ForEach(static child => Cancellation.Cancel(child, recursive: true)));
        }

        if (Volatile.Read(ref _source) is { } source)
        {
            WorkerPool.Shared.Enqueue(() => Fire(source));
        }
    }

    /// <summary>Like <see cref="Stop"/>, on this thread, which may run user code.</summary>
    public void FireHere()
    {
        if (Volatile.Read(ref _source) is { } source)
        {
            Fire(source);
        }
    }

    private List<ObjectRef> TakeChildren()
    {
        lock (this)
        {
            List<ObjectRef> children = _children is null ? [] : [.. _children.AsSpan(0, _count)];
            GiveBack();
            return children;
        }
    }

    // Under the lock.
    private void MakeRoom()
    {
        var open = 0;
        for (var i = 0; i < _count; i++)
        {
            if (!_children![i].IsCompleted)
            {
                _children[open++] = _children[i];
            }
        }

        if (_children is null || open > _children.Length / 2)
        {
            var larger = ArrayPool<ObjectRef>.Shared.Rent(Math.Max(FewChildren, 2 * open));
            _children?.AsSpan(0, open).CopyTo(larger);
            GiveBack();
            _children = larger;
        }
        else
        {
            Array.Clear(_children, open, _count - open);
        }

        _count = open;
    }

    // Under the lock.
    private void GiveBack()
    {
        if (_children is { } old)
        {
            _children = null;
            _count = 0;
            ArrayPool<ObjectRef>.Shared.Return(old, clearArray: true);
        }
    }

    private void Fire(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (AggregateException e)
        {
            frame.Runtime.Log.CancellationCallbackFailed(call.CallName, e);
        }
    }
}
