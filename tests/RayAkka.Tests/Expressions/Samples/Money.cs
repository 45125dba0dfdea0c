namespace RayAkka.Tests.Expressions.Samples;

public readonly record struct Money(decimal Amount)
{
    public static implicit operator Money(int amount) => new(amount);
}
