namespace RayAkka.Examples.Gym;

/// <summary>Pushes right when a weighted sum of the four observations is positive. Four numbers are enough for this problem.</summary>
internal readonly record struct LinearPolicy(double Position, double Speed, double Angle, double AngularSpeed)
{
    public int Choose(CartPoleState state) =>
        (Position * state.Position) + (Speed * state.Speed) + (Angle * state.Angle) + (AngularSpeed * state.AngularSpeed) > 0 ? 1 : 0;
}
