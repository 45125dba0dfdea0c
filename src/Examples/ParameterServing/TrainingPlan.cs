namespace RayAkka.Examples.ParameterServing;

/// <summary>How a network is trained: gradients to spend in all, images in each, the first learning rate (it falls to zero) and momentum.</summary>
internal sealed record TrainingPlan(int Gradients, int BatchSize, float Rate, float Momentum, int Seed);
