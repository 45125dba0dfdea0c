namespace RayAkka.Engine;

/// <summary>From a node: an item of a call that streams; of a task the route is 0. All items of a call come before its answer.</summary>
internal sealed record StreamItemMade(long Route, long Number, long Index, ICallOutcome Outcome);

/// <summary>To a node: items with lower indexes than this may be made. Only a higher limit than before says anything.</summary>
internal sealed record StreamDemand(long Route, long Number, long Limit);

/// <summary>To a node: nobody reads the stream any more; the call must not start, and its token fires.</summary>
internal sealed record StreamStopped(long Route, long Number);
