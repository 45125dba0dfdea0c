namespace RayAkka.Actors;

/// <summary>Calls of an actor that share so many places, beside those of its other groups.</summary>
internal sealed record ConcurrencyGroup(string Name, int MaxConcurrency);
