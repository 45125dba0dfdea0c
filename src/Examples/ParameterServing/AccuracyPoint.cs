namespace RayAkka.Examples.ParameterServing;

/// <summary>The accuracy (0 to 1) that the parameters had at a time in seconds.</summary>
internal readonly record struct AccuracyPoint(double Seconds, double Accuracy);
