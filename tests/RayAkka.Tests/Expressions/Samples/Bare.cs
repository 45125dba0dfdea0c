namespace RayAkka.Tests.Expressions.Samples;

[Remote]
public class Bare
{
    public int Method() => 1;
}
