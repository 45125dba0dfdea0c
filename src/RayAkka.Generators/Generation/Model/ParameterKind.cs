namespace RayAkka.Generators.Generation.Model;

/// <summary>How a parameter takes a value or a ref; the later kinds exist because <c>Arg</c> does not convert there.</summary>
internal enum ParameterKind
{
    /// <summary><c>Arg</c> converts from a value and from a ref.</summary>
    Value,

    /// <summary>A ref or a handle: the callee receives it as it is.</summary>
    Unresolved,

    /// <summary>A cancellation token: filled by the runtime, no parameter of the generated member.</summary>
    Token,

    /// <summary>No conversion from an interface is allowed, so a ref needs an overload of its own.</summary>
    Interface,

    /// <summary>Every ref is an object, so the overload for refs must go before.</summary>
    Object,

    /// <summary>A method's own type parameter: it would be inferred as the ref's type, so the overload for refs must go before.</summary>
    TypeParameter,

    /// <summary>A type built from a method's type parameters: these are not inferred through <c>Arg</c>.</summary>
    OpenType,

    /// <summary><c>int?</c>: takes a ref to <c>int?</c> as <c>Arg</c>, and a ref to <c>int</c> by an overload of its own.</summary>
    NullableValue,
}
