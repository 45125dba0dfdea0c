using RayAkka.Expressions;
using RayAkka.Tests.Expressions.Samples;

namespace RayAkka.Tests.Expressions;

public class DependencyTests
{
    private static readonly ObjectRef<int> s_five = new FakeRef<int>(5);

    [Fact]
    public void RefValue_WholeArgument_IsADependency()
    {
        ObjectRef<int> five = new FakeRef<int>(5);
        var call = Calls.Method(x => x.Step(five.Value));

        Assert.Equal([new CallArgument(CallArgumentKind.Dependency, five)], call.Arguments);
        Assert.Equal([five], call.Bind().Dependencies());
        Assert.Equal(5, call.Run(new Gym("g")));
    }

    [Fact]
    public void RefValue_FromAnyExpressionForTheRef_IsADependency()
    {
        List<ObjectRef<int>> refs = [new FakeRef<int>(1), new FakeRef<int>(2)];
        ObjectRef<int> Second() => refs[1];
        var second = Second;

        Assert.Same(refs[1], Calls.Method(x => x.Step(refs[1].Value)).Bind().Dependencies().Single());
        Assert.Same(refs[1], Calls.Method(x => x.Step(second().Value)).Bind().Dependencies().Single());
        Assert.Same(s_five, Calls.Method(x => x.Step(s_five.Value)).Bind().Dependencies().Single());
    }

    [Fact]
    public void RefValue_OfAnotherType_IsConvertedAsTheCompilerWould()
    {
        ObjectRef<int> five = new FakeRef<int>(5);
        ObjectRef<object> boxed = new FakeRef<object>(6);
        var gym = new Gym("g");

        Assert.Equal(5L, Calls.Method(x => x.StepLong(five.Value)).Run(gym));
        Assert.Equal(5, Calls.Method(x => x.Maybe(five.Value)).Run(gym));
        Assert.Equal("5", Calls.Method(x => x.Describe(five.Value)).Run(gym));
        Assert.Equal(new Money(5), Calls.Method(x => x.Pay(five.Value)).Run(gym));
        Assert.Equal(11, Calls.Method(x => x.Step((int)boxed.Value)).Run(gym));
    }

    [Fact]
    public void RefValue_CheckedConversion_ThrowsWhenItRuns()
    {
        ObjectRef<long> big = new FakeRef<long>(long.MaxValue);

        var call = Calls.Method(x => x.Step(checked((int)big.Value)));

        Assert.Throws<OverflowException>(() => call.Run(new Gym("g")));
    }

    [Fact]
    public void RefValue_TwiceInOneCall_IsTwoDependencies()
    {
        ObjectRef<int> five = new FakeRef<int>(5);

        Assert.Equal(2, Calls.Function(() => Math.Max(five.Value, five.Value)).Bind().Dependencies().Count);
    }

    [Fact]
    public void RefValue_InConstructorAndFunction_IsADependency()
    {
        ObjectRef<int> five = new FakeRef<int>(5);
        ObjectRef<string> name = new FakeRef<string>("pole");

        Assert.Equal(5, Calls.Function(() => Functions.Unmarked(five.Value)).Run());
        var gym = (Gym)Calls.Constructor(() => new Gym(name.Value, five.Value)).Run()!;
        Assert.Equal(("pole", 5), (gym.Name, gym.Seed));
    }

    [Fact]
    public void Ref_WithoutValue_PassesUnresolved()
    {
        ObjectRef<int> five = new FakeRef<int>(5);
        var gym = new Gym("g");

        var call = Calls.Method(x => x.PassRef(five));

        Assert.Empty(call.Bind().Dependencies());
        Assert.Same(five, call.Run(gym));
        Assert.Equal(CallArgumentKind.Value, Calls.Method(x => x.Describe(five)).Arguments[0].Kind);
    }

    [Fact]
    public void Handle_AsArgument_PassesAsItIs()
    {
        var handle = Calls.HandleOf<Gym>();

        Assert.Same(handle, Calls.Method(x => x.PassHandle(handle)).Arguments[0].Value);
    }

    [Fact]
    public void RefValue_AsPartOfAnArgument_IsRefused()
    {
        ObjectRef<int> five = new FakeRef<int>(5);

        Assert.Contains("must be the whole argument and is only a part of 'by' of Gym.Step", Calls.MisuseOf(x => x.Step(five.Value + 1)));
        Assert.Contains("must be the whole argument", Calls.MisuseOf(x => x.Sum(five.Value, five.Value)));
        Assert.Contains("must be the whole argument", Calls.MisuseOf(x => x.Echo(new[] { 1 }.Select(n => n + five.Value).ToList())));
        Assert.Contains("must be the whole argument", Calls.MisuseOf(() => Calls.Constructor(() => new Gym("a" + five.Value))));
    }

    [Fact]
    public void RefValue_OfANullRef_IsRefused()
    {
        ObjectRef<int>? missing = null;

        Assert.Contains("The ref for the argument 'by' of Gym.Step is null", Calls.MisuseOf(x => x.Step(missing!.Value)));
    }

    [Fact]
    public void Resolve_TwiceForTwoExecutions_LeavesTheBoundCallAsItWas()
    {
        ObjectRef<int> five = new FakeRef<int>(5);
        var bound = Calls.Method(x => x.Step(five.Value)).Bind();
        var first = bound.Resolve(_ => 1);
        var second = bound.Resolve(_ => 2);

        Assert.Equal(1, bound.Invoke(new Gym("g"), first, v => v, default));
        Assert.Equal(2, bound.Invoke(new Gym("g"), second, v => v, default));
    }
}
