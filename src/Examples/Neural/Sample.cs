namespace RayAkka.Examples.Neural;

/// <summary>One image to train on, moved by some pixels right and down.</summary>
internal readonly record struct Sample(int Index, int Right, int Down);
