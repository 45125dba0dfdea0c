namespace RayAkka.Diagnostics;

/// <summary>The mistake that the runtime makes: none, but in the tests of the simulation.</summary>
internal static class PlantedBugs
{
    public static PlantedBug Active { get; set; }

    public static bool Has(PlantedBug bug) => Active == bug;
}
