namespace RayAkka.Tests.Expressions.Samples;

public interface IMarked
{
    int Overridden();
}
