using System.ComponentModel;

namespace RayAkka.CompilerServices;

/// <summary>The result of a method that returns nothing. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Immutable]
public readonly struct Nothing;
