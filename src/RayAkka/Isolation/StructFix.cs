namespace RayAkka.Isolation;

/// <summary>Replaces the references inside a struct by copies.</summary>
internal delegate void StructFix<T>(ref T value, CopyContext context);
