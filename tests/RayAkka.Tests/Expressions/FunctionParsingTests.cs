using RayAkka.Tests.Expressions.Samples;

namespace RayAkka.Tests.Expressions;

public class FunctionParsingTests
{
    [Fact]
    public void ParseFunction_StaticMethodAndProperty_Run()
    {
        Assert.Equal(9, Calls.Function(() => Functions.Unmarked(9)).Run());
        Assert.Equal(11, Calls.Function(() => Functions.Property).Run());
        Assert.Equal(6, Calls.Function(() => Factorial(3)).Run());
    }

    [Fact]
    public void ParseFunction_InstanceMethod_IsRefused()
    {
        var gym = new Gym("a");

        Assert.Contains(
            "Ray.Task takes static methods and Gym.Step is none",
            Calls.MisuseOf(() => Calls.Function(() => gym.Step(1))));
    }

    [Fact]
    public void ParseFunction_Delegate_IsRefused()
    {
        Func<int, int> doubled = x => 2 * x;

        Assert.Contains("Ray.Task cannot call a delegate", Calls.MisuseOf(() => Calls.Function(() => doubled(1))));
    }

    [Fact]
    public void ParseFunction_AnythingElse_IsRefused()
    {
        var local = 3;
        ObjectRef<int> five = new FakeRef<int>(5);

        Assert.Contains("Ray.Task takes one call", Calls.MisuseOf(() => Calls.Function(() => local)));
        Assert.Contains("Ray.Task takes one call", Calls.MisuseOf(() => Calls.Function(() => five.Value)));
        Assert.Contains("Ray.Task takes one call", Calls.MisuseOf(() => Calls.Function(() => Factorial(3) * 2)));
        Assert.Contains("Ray.Task takes one call", Calls.MisuseOf(() => Calls.Function(() => new Gym("a"))));
    }

    private static int Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
}
