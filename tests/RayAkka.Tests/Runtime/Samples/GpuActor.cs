namespace RayAkka.Tests.Runtime.Samples;

[Remote(NumGpus = 1)]
public class GpuActor
{
    public int[] Gpus() => [.. Ray.GetGpuIds()];
}
