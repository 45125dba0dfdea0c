namespace RayAkka.Conformance.Samples;

[Remote]
public class Cancellable
{
    public Task UntilCancelled(Probe probe, CancellationToken token) => RefWork.UntilCancelled(probe, token);

    public void BlockUntilCancelled(Probe probe, CancellationToken token)
    {
        probe.Arrive();
        Assert.True(token.WaitHandle.WaitOne(Probe.Limit), "The token did not fire.");
        probe.Open();
    }
}
