using System.Globalization;
using RayAkka.Cycles;
using RayAkka.Engine.Peers;
using RayAkka.Head;
using RayAkka.Scheduling;
using RayAkka.Tests.Support;

namespace RayAkka.Tests.Wire;

/// <summary>The numbers that stand on the wire, under review: a number never gets a second meaning.</summary>
public sealed class WireContractTests
{
    private static readonly Type[] s_tables =
        [typeof(MessageKind), typeof(ActorCallForm), typeof(HeadMessageKind), typeof(OutcomeForm), typeof(RefForm), typeof(PlaceForm), typeof(HandleForm), typeof(WaitKeyKind), typeof(ActorState), typeof(Actors.ExitReason),
            typeof(ActorDeathCause), typeof(PlacementRuleKind), typeof(PlacementStrategy), typeof(PlacementGroupState)];

    [Fact]
    public void Numbers_OnTheWire_AreTheReviewedOnes()
    {
        var path = Path.Combine(Repository.Root, "tests/RayAkka.Tests/Wire/wire-contract.txt");
        var actual = string.Join('\n', s_tables.SelectMany(Lines)) + "\n";
        if (Environment.GetEnvironmentVariable("RAYAKKA_ACCEPT") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "", actual);
    }

    private static IEnumerable<string> Lines(Type table) =>
        Enum.GetValues(table).Cast<object>().Select(value => string.Create(
            CultureInfo.InvariantCulture, $"{table.Name} {Convert.ToInt32(value, CultureInfo.InvariantCulture)} {value}"));
}
