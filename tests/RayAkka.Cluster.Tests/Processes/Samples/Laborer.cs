namespace RayAkka.Cluster.Tests.Processes.Samples;

/// <summary>An actor that says in which process it is.</summary>
/// <param name="witness">Holds its calls.</param>
[Remote]
public class Laborer(ActorHandle<Witness> witness)
{
    private int _done;

    public int ProcessId() => Environment.ProcessId;

    public async Task<int> Hold()
    {
        await witness.Pass.Remote();
        return ++_done;
    }

    public int Work() => ++_done;
}
