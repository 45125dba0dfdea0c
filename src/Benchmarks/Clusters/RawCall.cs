namespace RayAkka.Benchmarks.Clusters;

/// <summary>What a program that uses Akka.NET by hand would send: to which entity, and a number.</summary>
internal sealed record RawCall(string Id, int Value);
