namespace RayAkka.Examples.ParameterServing;

/// <summary>A finished training: how long it took and how the accuracy rose meanwhile.</summary>
internal sealed record TrainingResult(TimeSpan Time, IReadOnlyList<AccuracyPoint> Curve)
{
    public double Accuracy => Curve[^1].Accuracy;
}
