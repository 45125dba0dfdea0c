namespace RayAkka.Recovery.Stores;

/// <summary>Puts a store's name at the beginning of a sentence.</summary>
internal static class Sentence
{
    public static string Start(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
