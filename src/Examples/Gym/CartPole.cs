namespace RayAkka.Examples.Gym;

/// <summary>
/// CartPole-v1 of OpenAI Gym and Gymnasium, number for number (Barto, Sutton and Anderson 1983). A pole stands on a cart; each step pushes
/// the cart left (0) or right (1) with 10 N for 0.02 s of simulated time, integrated with explicit Euler: positions move by the speeds from
/// before the step. A step that is taken gives a reward of 1. The episode is lost when the cart is more than 2.4 m from the middle or the
/// pole more than 12 degrees from upright, and ends with full marks after 500 steps. It starts with all four numbers uniform in ±0.05.
/// </summary>
internal sealed class CartPole
{
    public const int MaxSteps = 500;

    private const double Gravity = 9.8;              // m/s²
    private const double CartMass = 1.0;             // kg
    private const double PoleMass = 0.1;             // kg
    private const double TotalMass = CartMass + PoleMass;
    private const double HalfPoleLength = 0.5;       // m
    private const double PoleMassLength = PoleMass * HalfPoleLength;
    private const double Force = 10.0;               // N
    private const double StepSeconds = 0.02;
    private const double MaxAngle = 12 * 2 * Math.PI / 360;
    private const double MaxPosition = 2.4;          // m
    private const double StartRange = 0.05;

    private int _steps;

    /// <summary>What the controller sees: position, speed, angle, angular speed.</summary>
    public CartPoleState State { get; private set; }

    /// <summary>Whether the episode is over: lost, or all its steps taken.</summary>
    public bool IsDone { get; private set; } = true;

    public CartPoleState Reset(int seed)
    {
        var random = new Random(seed);
        double Start() => ((random.NextDouble() * 2) - 1) * StartRange;
        State = new CartPoleState(Start(), Start(), Start(), Start());
        _steps = 0;
        IsDone = false;
        return State;
    }

    public void Step(int action)
    {
        if (IsDone)
        {
            throw new InvalidOperationException("The episode is over; call Reset before the next step.");
        }

        var (x, speed, angle, angularSpeed) = State;
        var (sin, cos) = Math.SinCos(angle);
        var push = action == 1 ? Force : -Force;
        var temp = (push + (PoleMassLength * angularSpeed * angularSpeed * sin)) / TotalMass;
        var angularAcceleration = ((Gravity * sin) - (cos * temp))
            / (HalfPoleLength * ((4.0 / 3.0) - (PoleMass * cos * cos / TotalMass)));
        var acceleration = temp - (PoleMassLength * angularAcceleration * cos / TotalMass);

        State = new CartPoleState(
            x + (StepSeconds * speed),
            speed + (StepSeconds * acceleration),
            angle + (StepSeconds * angularSpeed),
            angularSpeed + (StepSeconds * angularAcceleration));
        _steps++;
        IsDone = Math.Abs(State.Position) > MaxPosition || Math.Abs(State.Angle) > MaxAngle || _steps >= MaxSteps;
    }
}
