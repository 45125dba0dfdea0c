namespace RayAkka.Tests.Expressions.Samples;

public abstract class GymBase
{
    public abstract string Who();

    public int Inherited(int value) => value + 1;
}
