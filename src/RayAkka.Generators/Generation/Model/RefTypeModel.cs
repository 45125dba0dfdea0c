namespace RayAkka.Generators.Generation.Model;

/// <param name="Type">The type that a ref of an overload of its own stands for (without a <c>?</c>).</param>
/// <param name="Oblivious">The parameter's type without annotations, where it is a nullable reference; empty elsewhere.</param>
internal sealed record RefTypeModel(string Type, string Oblivious);
