using RayAkka.Execution;
using RayAkka.Recovery;

namespace RayAkka.Engine.Peers;

/// <summary>The callers of another process, each a frame here: it names the calls that came from it. The latest ones are kept.</summary>
internal sealed class ReceivedCallers(RayRuntime runtime)
{
    private const int Kept = 1024;

    private readonly Dictionary<ulong, Frame> _callers = [];
    private Frame? _latest;

    public Frame Of(ulong number, Job job, LogicalCaller? logical)
    {
        if (_latest is { } latest && latest.Number == number && ReferenceEquals(latest.Job, job) && latest.Logical == logical)
        {
            return latest;
        }

        if (!_callers.TryGetValue(number, out var frame) || frame.Job != job || frame.Logical != logical)
        {
            if (_callers.Count >= Kept)
            {
                _callers.Clear();
            }

            _callers[number] = frame = new Frame(runtime, number, job) { Logical = logical };
        }

        return _latest = frame;
    }
}
