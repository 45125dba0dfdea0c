using RayAkka.Expressions;
using RayAkka.Tests.Expressions.Samples;

namespace RayAkka.Tests.Expressions;

public class MethodParsingTests
{
    private int _field = 4;

    [Fact]
    public void ParseMethod_Constant_IsTheArgument()
    {
        var call = Calls.Method(x => x.Step(3));

        Assert.Equal("Step", call.Plan.Member.Name);
        Assert.Equal([new CallArgument(CallArgumentKind.Value, 3)], call.Arguments);
        Assert.Equal(3, call.Run(new Gym("g")));
    }

    [Fact]
    public void ParseMethod_LocalsFieldsAndCalls_AreComputedWhenParsed()
    {
        var local = 2;
        var call = Calls.Method(x => x.Sum(local, _field, Math.Abs(-local), local * 10));
        local = 100;
        _field = 100;

        Assert.Equal(2 + 4 + 2 + 20, call.Run(new Gym("g")));
    }

    [Fact]
    public void ParseMethod_ArgumentThatThrows_ThrowsItAsItIs()
    {
        Assert.Throws<InvalidDataException>(() => Calls.Method(x => x.Step(new Gym("g").Fail("no"))));
    }

    [Fact]
    public void ParseMethod_ArgumentOverSpans_IsComputed()
    {
        int[] numbers = [1, 2, 3];

        Assert.Equal(true, Calls.Method(x => x.Contains(numbers.Contains(3))).Run(new Gym("g")));
    }

    [Fact]
    public void ParseMethod_LambdaInsideAnArgument_IsComputed()
    {
        int[] numbers = [1, 2, 3];

        Assert.Equal(5, Calls.Method(x => x.Step(numbers.Where(n => n > 1).Sum())).Run(new Gym("g")));
    }

    [Fact]
    public void ParseMethod_NullsAndNullables_PassThrough()
    {
        int? none = null;
        int? some = 4;
        var gym = new Gym("g");

        Assert.Null(Calls.Method(x => x.Maybe(none)).Run(gym));
        Assert.Equal(4, Calls.Method(x => x.Maybe(some)).Run(gym));
        Assert.Equal(5, Calls.Method(x => x.Maybe(5)).Run(gym));
        Assert.Equal("", Calls.Method(x => x.Describe(null)).Run(gym));
    }

    [Fact]
    public void ParseMethod_PropertyAndIndexer_AreCallsOfTheGetter()
    {
        var gym = new Gym("g", 7);

        Assert.Equal(7, Calls.Method(x => x.Seed).Run(gym));
        Assert.Equal(8, Calls.Method(x => x[4]).Run(gym));
    }

    [Fact]
    public void ParseMethod_GenericMethod_Runs()
    {
        Assert.Equal("a", Calls.Method(x => x.Echo("a")).Run(new Gym("g")));
        Assert.Equal(1.5, Calls.Method(x => x.Echo(1.5)).Run(new Gym("g")));
    }

    [Fact]
    public void ParseMethod_BaseInterfaceAndExplicitMembers_RunTheActorsOwn()
    {
        var gym = new Gym("g");

        Assert.Equal(2, Calls.Method(x => x.Inherited(1)).Run(gym));
        Assert.Equal("gym", Calls.MethodOf<GymBase, string>(x => x.Who()).Run(gym));
        Assert.Equal(6, Calls.MethodOf<IGym, int>(x => x.Step(6)).Run(gym));
        Assert.Equal(42, Calls.Method(x => ((IGym)x).Hidden()).Run(gym));
    }

    [Fact]
    public void ParseMethod_InternalMethod_Runs()
    {
        Assert.Equal(5, Calls.Method(x => x.Internal()).Run(new Gym("g")));
    }

    [Fact]
    public void ParseMethod_VoidMethod_ReturnsNothing()
    {
        var gym = new Gym("g");

        Assert.Null(Calls.Method(x => x.Log()).Run(gym));
        Assert.Equal(-1, gym.Steps);
    }

    [Fact]
    public void ParseMethod_ResultSeenAsItsBaseType_IsTheCall()
    {
        Assert.Equal(3, Calls.Method<object>(x => x.Step(3)).Run(new Gym("g")));
        Assert.Equal(3, Calls.Method<int?>(x => x.Step(3)).Run(new Gym("g")));
    }

    [Fact]
    public void Invoke_UserException_ComesOutAsItIs()
    {
        var error = Assert.Throws<InvalidDataException>(() => Calls.Method(x => x.Fail("broken")).Run(new Gym("g")));

        Assert.Equal("broken", error.Message);
        Assert.Contains("Gym.Fail", error.StackTrace);
    }

    [Fact]
    public void Plan_SameMethodTwice_IsCompiledOnce()
    {
        Assert.Same(Calls.Method(x => x.Step(1)).Plan, Calls.Method(y => y.Step(2)).Plan);
        Assert.NotSame(Calls.Method(x => x.Echo(1)).Plan, Calls.Method(x => x.Echo("a")).Plan);
    }
}
