namespace RayAkka.Tests.Expressions.Samples;

public static class GymExtensions
{
    public static int Twice(this Gym gym) => gym.Step(2);
}
