namespace RayAkka.Generators.Generation.Emission;

/// <summary>How one overload takes one parameter.</summary>
internal enum PassedAs
{
    /// <summary>The user's own type.</summary>
    Value,

    /// <summary><c>Arg&lt;T&gt;</c>: either.</summary>
    Arg,

    /// <summary>A ref.</summary>
    Ref,
}
