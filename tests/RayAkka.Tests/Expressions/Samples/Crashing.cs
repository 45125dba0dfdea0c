namespace RayAkka.Tests.Expressions.Samples;

[Remote(RestartOn = [typeof(TimeoutException), typeof(ArgumentException)])]
public class Crashing;
