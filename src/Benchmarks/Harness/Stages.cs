namespace RayAkka.Benchmarks.Harness;

/// <summary>The engines that this build has.</summary>
internal static class Stages
{
    private const string LeftOut =
        "The Akka.NET engine was left out of this build, since no configured package source has the packages it needs; add one that has Akka 1.5 and build again.";

    /// <summary>The stages for what the command line says; null with a sentence if there is none.</summary>
    /// <param name="engine">The engine that was named; null if none was: then the embedded one, in a smoke run all.</param>
    /// <param name="isSmoke">Whether the run is only to see that everything works.</param>
    /// <param name="error">What is wrong.</param>
    public static IReadOnlyList<IStage>? For(string? engine, bool isSmoke, out string error)
    {
        error = "";
        IReadOnlyList<IStage> all = [new EmbeddedStage(), .. Cluster(isSmoke)];
        if (engine is null)
        {
            return isSmoke ? all : [all[0]];
        }

        if (all.FirstOrDefault(stage => stage.Name == engine) is { } named)
        {
            return [named];
        }

        error = engine == "akka" ? LeftOut : $"There is no engine named {engine}; there are embedded and akka.";
        return null;
    }

    private static IEnumerable<IStage> Cluster(bool isSmoke)
    {
#if WITH_AKKA
        yield return new Clusters.ClusterStage(isSmoke);
#else
        _ = isSmoke;
        yield break;
#endif
    }
}
