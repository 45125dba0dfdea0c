namespace RayAkka.Benchmarks.Floors;

internal readonly record struct Request(int Argument, TaskCompletionSource<int> Reply);
