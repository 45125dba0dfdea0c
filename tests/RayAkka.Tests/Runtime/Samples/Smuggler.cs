namespace RayAkka.Tests.Runtime.Samples;

/// <summary>An actor whose signatures do not say what it takes and gives.</summary>
[Remote]
public class Smuggler(object? luggage = null)
{
    public string Luggage() => luggage?.GetType().Name ?? "";

    public string Take(object value) => value.GetType().Name;

    public object Give(bool hidden) => hidden ? new List<object> { 1, new Contraband() } : new Contraband { Weight = 5 };

    public void Throw() => throw new ContrabandException("seized") { Goods = new Contraband { Weight = 9 } };
}
