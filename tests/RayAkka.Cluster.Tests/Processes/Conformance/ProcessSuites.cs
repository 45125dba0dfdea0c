using RayAkka.Cluster.Tests.Processes.Support;
using RayAkka.Conformance.Actors;
using RayAkka.Conformance.Errors;
using RayAkka.Conformance.Handles;
using RayAkka.Conformance.Objects;

namespace RayAkka.Cluster.Tests.Processes.Conformance;

/// <summary>The suites in which a process border could matter.</summary>
public static class ProcessSuites
{
    private const string Cluster = "a node in another process";

    [CollectionDefinition(Cluster)]
    public sealed class Collection : ICollectionFixture<ConformanceProcess>;

    [Collection(Cluster)]
    public sealed class Errors(ConformanceProcess cluster) : ErrorTests(new ProcessTestEngine(cluster));

    [Collection(Cluster)]
    public sealed class Isolation(ConformanceProcess cluster) : IsolationTests(new ProcessTestEngine(cluster));

    [Collection(Cluster)]
    public sealed class Objects(ConformanceProcess cluster) : ObjectTests(new ProcessTestEngine(cluster));

    [Collection(Cluster)]
    public sealed class Handles(ConformanceProcess cluster) : HandleTests(new ProcessTestEngine(cluster));

    [Collection(Cluster)]
    public sealed class Names(ConformanceProcess cluster) : NamedActorTests(new ProcessTestEngine(cluster));

    [Collection(Cluster)]
    public sealed class Creation(ConformanceProcess cluster) : ActorCreationTests(new ProcessTestEngine(cluster));
}
