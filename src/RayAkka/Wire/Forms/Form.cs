namespace RayAkka.Wire;

/// <summary>The form of a declared type.</summary>
internal static class Form<T>
{
    public static readonly WireForm<T> Instance = (WireForm<T>)FormTable.Make(typeof(T));
}
