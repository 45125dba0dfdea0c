namespace RayAkka.Tests.Expressions.Samples;

public interface IGym
{
    int Step(int by);

    int Hidden();
}
