namespace RayAkka.Isolation;

/// <summary>The one classifier and copier of the runtime.</summary>
internal static class Isolate
{
    public static T Copy<T>(T value) => value;
}
