using RayAkka.Examples.Bank;
using RayAkka.Examples.Counters;
using RayAkka.Examples.Gym;
using RayAkka.Examples.Handles;
using RayAkka.Examples.MethodTracking;
using RayAkka.Examples.Mnist;
using RayAkka.Examples.ParameterServing;
using RayAkka.Examples.Placement;
using RayAkka.Examples.ProgressPi;
using RayAkka.Examples.Streams;

namespace RayAkka.Examples.Hosting;

/// <summary>All examples, in the order of the tour: the simple ones first.</summary>
internal static class ExampleCatalog
{
    public static IReadOnlyList<Example> All { get; } =
    [
        new CounterExample(),
        new HandlesExample(),
        new MethodTrackerExample(),
        new ProgressPiExample(),
        new StreamsExample(),
        new GymExample(),
        new MnistExample(),
        new ParameterServerExample(),
        new BankExample(),
        new PlacementExample(),
    ];
}
