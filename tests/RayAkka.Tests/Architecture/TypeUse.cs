using Mono.Cecil;

namespace RayAkka.Tests.Architecture;

/// <summary>One place in an assembly that names a type.</summary>
internal sealed record TypeUse(string User, string Place, TypeReference Used);
