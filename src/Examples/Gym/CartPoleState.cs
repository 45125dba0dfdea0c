namespace RayAkka.Examples.Gym;

/// <summary>A moment of the cart and its pole: metres, metres a second, radians from upright, radians a second.</summary>
internal readonly record struct CartPoleState(double Position, double Speed, double Angle, double AngularSpeed);
