namespace RayAkka.Head;

/// <summary>Whether the calling thread delivers messages about the books: it must not wait for one.</summary>
internal static class Delivery
{
    [ThreadStatic]
    private static int t_depth;

    public static bool IsOn => t_depth > 0;

    public static void Enter() => t_depth++;

    public static void Leave() => t_depth--;
}
