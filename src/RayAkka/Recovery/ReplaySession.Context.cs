using RayAkka.Execution;
using RayAkka.Objects;

namespace RayAkka.Recovery;

/// <content>Where the code runs, and what it may use there.</content>
internal sealed partial class ReplaySession
{
    private int _thread;
    private SynchronizationContext? _outer;

    /// <summary>Whether the present code must go on in its context behind an await: it is that of a replayed actor.</summary>
    public static bool KeepsContext => Frame.Current is { Replay: not null };

    /// <summary>The next id; the same one in each run.</summary>
    public Guid NewId()
    {
        Require();
        var made = ++_ids;
        Span<byte> bytes = stackalloc byte[16];
        var high = ReplayRandom.Mix(_cell.Id.High + ((ulong)made * 0xD6E8_FEB8_6659_FD93));
        var low = ReplayRandom.Mix(_cell.Id.Low ^ high);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes, high);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], low);

        // Marked as an id of its maker's own kind (version 8).
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    /// <summary>Refuses code of the actor that does not run where the actor does.</summary>
    /// <exception cref="InvalidOperationException">It runs elsewhere.</exception>
    public void Require()
    {
        if (!IsHere)
        {
            throw OffContext();
        }

        if (_lost)
        {
            throw Waits.Lost();
        }
    }

    /// <summary>Refuses an await outside of the context in a replayed actor.</summary>
    /// <exception cref="InvalidOperationException">That is what is asked for.</exception>
    public static bool CheckContext(bool continueOnCapturedContext) =>
        continueOnCapturedContext || !KeepsContext ? continueOnCapturedContext : throw OffContext();

    /// <summary>The turn begins: what the code awaits comes back here.</summary>
    public void Enter()
    {
        _outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_context);
        Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
    }

    /// <summary>The turn ends; to be called before anybody else may begin one.</summary>
    public void Exit()
    {
        Volatile.Write(ref _thread, 0);
        SynchronizationContext.SetSynchronizationContext(_outer);
        _outer = null;
    }

    private static InvalidOperationException OffContext() => new(
        "Ray was called by code of a replayed actor that does not run on the actor's own context; do not use Task.Run, threads or ConfigureAwait(false) in an actor with Recovery = Replay.");
}
