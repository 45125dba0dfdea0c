namespace RayAkka.Tests.Expressions.Samples;

public class MarkedBase : IMarked
{
    [Method(MaxTaskRetries = 1)]
    public virtual int Overridden() => 1;

    [Method(MaxTaskRetries = 3)]
    public virtual int Inherited() => 1;
}
