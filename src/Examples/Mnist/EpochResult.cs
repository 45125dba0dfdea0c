namespace RayAkka.Examples.Mnist;

/// <summary>After an epoch: its number from 1 on, the mean loss while training, the share of right answers on the test images.</summary>
internal readonly record struct EpochResult(int Epoch, double Loss, double Accuracy);
