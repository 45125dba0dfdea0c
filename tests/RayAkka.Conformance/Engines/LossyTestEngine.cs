using System.Globalization;
using RayAkka.Tests.Support;
using Xunit.Abstractions;

namespace RayAkka.Conformance.Engines;

/// <summary>
/// The engine that loses, delays, repeats and reorders. Every test has a seed of its own, which stands in the output of a test that failed;
/// the variable RAYAKKA_SEED gives all tests the same one.
/// </summary>
public sealed class LossyTestEngine : TestEngine
{
    private static int s_seeds = 1000;

    private readonly int _seed;
    private readonly Losses? _losses;
    private readonly List<LossyEngine> _engines = [];

    public LossyTestEngine(ITestOutputHelper output)
        : this(output, NextSeed(), null)
    {
    }

    internal LossyTestEngine(ITestOutputHelper output, int seed, Losses? losses)
    {
        _seed = seed;
        _losses = losses;
        output.WriteLine($"Lossy engine with seed {_seed}; RAYAKKA_SEED={_seed} runs all tests with this one.");
    }

    public override bool HasWire => true;

    internal LossyEngine Latest => _engines[^1];

    public override RayOptions Apply(RayOptions options)
    {
        // What is lost is sent again after a while, and a clock that stands still has no such while.
        var losses = _losses ?? (options.TimeProvider is ManualTimeProvider ? Losses.NoneLost : Losses.Heavy);
        return options with
        {
            EngineFactory = () =>
            {
                var engine = new LossyEngine(_seed, options.TimeProvider, losses);
                _engines.Add(engine);
                return engine;
            },
        };
    }

    public override void Verify() => _engines.ForEach(engine => engine.Verify());

    private static int NextSeed() =>
        int.TryParse(Environment.GetEnvironmentVariable("RAYAKKA_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? seed
            : Interlocked.Increment(ref s_seeds);
}
