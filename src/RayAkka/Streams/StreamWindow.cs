namespace RayAkka.Streams;

/// <summary>Which items of a stream are wanted.</summary>
/// <param name="From">The first that the reader does not have; those before it are made again where a run starts anew, and not sent.</param>
/// <param name="Limit">The first that must not be made yet.</param>
internal readonly record struct StreamWindow(long From, long Limit);
