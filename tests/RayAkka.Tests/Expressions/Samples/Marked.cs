namespace RayAkka.Tests.Expressions.Samples;

[Remote(NumCpus = 2, NumGpus = 0, MaxRestarts = -1, Name = "m", Lifetime = ActorLifetime.Detached, GetIfExists = true)]
[Resource("tpu", 2)]
[Label("zone", "a")]
public class Marked : MarkedBase
{
    [Method(MaxTaskRetries = 4, RetryExceptions = true)]
    public int Retried() => 1;

    [Method(MaxTaskRetries = 0)]
    public int NotRetried() => 1;

    [Method(Name = "Renamed")]
    public int OnlyNamed() => 1;

    public int Plain() => 1;

    [Method(MaxTaskRetries = 7)]
    public override int Overridden() => 2;

    public override int Inherited() => 2;
}
