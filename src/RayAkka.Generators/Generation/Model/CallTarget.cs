namespace RayAkka.Generators.Generation.Model;

internal enum CallTarget
{
    Constructor,
    Method,
    Function,
}
