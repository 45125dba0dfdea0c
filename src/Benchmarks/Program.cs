using RayAkka.Benchmarks.Floors;
using RayAkka.Benchmarks.Harness;

var floor = new ChannelLoop();
foreach (var (name, s) in new[] { "aw", "bl", "batch" }.Zip(Measure.InTurn(Settings.Full, floor.Awaited, floor.Blocking, floor.Batched)))
{
    Console.WriteLine($"{name} {Numbers.Short(s.Median)} {Numbers.Short(s.Best)} {s.BytesPerOperation:F1}");
}
