namespace RayAkka.Cluster.Tests.Processes.Samples;

public static class Labor
{
    [Remote]
    public static async Task<int> Hold(ActorHandle<Witness> witness)
    {
        await witness.Pass.Remote();
        return Environment.ProcessId;
    }
}
