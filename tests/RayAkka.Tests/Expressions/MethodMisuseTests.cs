using RayAkka.Tests.Expressions.Samples;

namespace RayAkka.Tests.Expressions;

public class MethodMisuseTests
{
    private readonly Gym _other = new("other");

    [Fact]
    public void ParseMethod_StaticMethod_IsRefused() =>
        Assert.Contains("Gym.Fixed is static; use Ray.Task", Calls.MisuseOf(_ => Gym.Fixed(1)));

    [Fact]
    public void ParseMethod_ExtensionMethod_IsRefused() =>
        Assert.Contains("GymExtensions.Twice is an extension method", Calls.MisuseOf(x => x.Twice()));

    [Fact]
    public void ParseMethod_MemberChain_IsRefused()
    {
        Assert.Contains("Gym.Step is called on a part of the actor", Calls.MisuseOf(x => x.Inner.Step(1)));
        Assert.Contains("String.Trim is called on a part of the actor", Calls.MisuseOf(x => x.Who().Trim()));
        Assert.Contains("String.Length is called on a part of the actor", Calls.MisuseOf(x => x.Name.Length));
    }

    [Fact]
    public void ParseMethod_OtherObject_IsRefused() =>
        Assert.Contains("Gym.Step is called on another object than the actor", Calls.MisuseOf(_ => _other.Step(1)));

    [Fact]
    public void ParseMethod_Field_IsRefused() => Assert.Contains("Field is a field", Calls.MisuseOf(x => x.Field));

    [Fact]
    public void ParseMethod_Downcast_IsRefused() => Assert.Contains(
        "cannot cast the actor to Gym; use a handle of Gym",
        Calls.MisuseOf(() => Calls.MethodOf<GymBase, int>(x => ((Gym)x).Step(1))));

    [Fact]
    public void ParseMethod_ArgumentThatUsesTheActor_IsRefused()
    {
        Assert.Contains("The argument 'by' of Gym.Step uses x, which exists only inside the actor", Calls.MisuseOf(x => x.Step(x.Seed)));
        Assert.Contains("uses me", Calls.MisuseOf(me => me.Describe(me)));
    }

    [Fact]
    public void ParseMethod_AnythingAroundTheCall_IsRefused()
    {
        Assert.Contains("handle.Task takes one call", Calls.MisuseOf(x => x.Step(1) + 1));
        Assert.Contains("handle.Task takes one call", Calls.MisuseOf<long>(x => x.Step(1)));
        Assert.Contains("handle.Task takes one call", Calls.MisuseOf(x => x));
        Assert.Contains("handle.Task takes one call", Calls.MisuseOf(_ => 5));
        Assert.Contains("handle.Task takes one call", Calls.MisuseOf(x => x.Callback(3)));
        Assert.Contains("handle.Task takes one call", Calls.MisuseOf(x => new Gym("a")));
        Assert.Contains("handle.Task takes one call", Calls.MisuseOf(_ => Gym.Shared));
    }

    [Fact]
    public void ParseMethod_TaskThatTheTypeHides_IsRefused()
    {
        Assert.Contains("Gym.StepAsync returns Task<Int32>, which the expression turns into Object", Calls.MisuseOf<object>(x => x.StepAsync(1)));
        Assert.Contains("turns into Void", Calls.MisuseOf(() => Calls.Method(Discarding)));
    }

    [Fact]
    public void ParseMethod_NullExpression_IsRefused() =>
        Assert.Throws<ArgumentNullException>(() => Calls.Method((System.Linq.Expressions.Expression<Action<Gym>>)null!));

    private static System.Linq.Expressions.Expression<Action<Gym>> Discarding => x => x.NoResultValueAsync();
}
