using System.Linq.Expressions;
using RayAkka.CompilerServices;
using RayAkka.Expressions;
using RayAkka.Tests.Expressions.Samples;

namespace RayAkka.Tests.Expressions;

public class AttributeOptionsTests
{
    [Fact]
    public void OfClass_Marked_TakesTheValuesThatAreGiven()
    {
        var options = Descriptors.OfClass(typeof(Marked)).Options!;

        Assert.Equal(2, options.NumCpus);
        Assert.Equal(0, options.NumGpus);
        Assert.Equal(-1, options.MaxRestarts);
        Assert.Equal("m", options.Name);
        Assert.Equal(ActorLifetime.Detached, options.Lifetime);
        Assert.True(options.GetIfExists);
        Assert.Equal([new("tpu", 2)], options.Resources);
        Assert.Equal([new("zone", "a")], options.Labels);
    }

    [Fact]
    public void OfClass_MarkedWithTypes_TakesThem() =>
        Assert.Equal([typeof(TimeoutException), typeof(ArgumentException)], Descriptors.OfClass(typeof(Crashing)).Options!.RestartOn);

    [Fact]
    public void OfClass_Marked_LeavesWhatIsNotGivenNull()
    {
        var options = Descriptors.OfClass(typeof(Marked)).Options!;

        Assert.Null(options.MaxConcurrency);
        Assert.Null(options.MaxTaskRetries);
        Assert.Null(options.Memory);
        Assert.Null(options.Namespace);
    }

    [Theory]
    [InlineData(typeof(Bare))]
    [InlineData(typeof(Gym))]
    [InlineData(typeof(MarkedChild))]
    public void OfClass_NothingGivenOrUnmarkedOrOnlyTheBaseMarked_HasNoOptions(Type type) =>
        Assert.Null(Descriptors.OfClass(type).Options);

    [Fact]
    public void OfClass_Twice_IsTheSameObject()
    {
        Assert.Same(Descriptors.OfClass(typeof(Gym)), Descriptors.OfClass(typeof(Gym)));
        Assert.Equal("Gym", Descriptors.OfClass(typeof(Gym)).Name);
        Assert.Equal("List<Int32>", Descriptors.OfClass(typeof(List<int>)).Name);
    }

    [Fact]
    public void OfMethod_Attribute_GivesTheOptions()
    {
        var options = Of<Marked>(x => x.Retried()).MethodOptions!;

        Assert.Equal(4, options.MaxTaskRetries);
        Assert.Same(RetryExceptions.All, options.RetryExceptions);
        Assert.Equal(0, Of<Marked>(x => x.NotRetried()).MethodOptions!.MaxTaskRetries);
        Assert.Null(Of<Marked>(x => x.NotRetried()).MethodOptions!.RetryExceptions);
        Assert.Null(Of<Marked>(x => x.Plain()).MethodOptions);
    }

    [Fact]
    public void OfMethod_Overrides_TakeTheNearestAttribute()
    {
        Assert.Equal(7, Of<Marked>(x => x.Overridden()).MethodOptions!.MaxTaskRetries);
        Assert.Equal(7, Of<MarkedChild>(x => x.Overridden()).MethodOptions!.MaxTaskRetries);
        Assert.Equal(1, Of<MarkedBase>(x => x.Overridden()).MethodOptions!.MaxTaskRetries);
        Assert.Equal(3, Of<Marked>(x => x.Inherited()).MethodOptions!.MaxTaskRetries);
        Assert.Equal(7, Of<Marked>(x => ((IMarked)x).Overridden()).MethodOptions!.MaxTaskRetries);
    }

    [Fact]
    public void OfMethod_Name_IsTheActorsClassAndTheMethod()
    {
        Assert.Equal("MarkedChild.Overridden", Of<MarkedChild>(x => x.Overridden()).Name);
        Assert.Equal("Gym.Seed", Of<Gym>(x => x.Seed).Name);
        Assert.Same(Of<Gym>(x => x.Step(1)), Of<Gym>(y => y.Step(2)));
    }

    [Fact]
    public void OfFunction_Attribute_GivesTheOptions()
    {
        var descriptor = Function(() => Functions.Function(1));
        var options = descriptor.TaskOptions!;

        Assert.Equal("Functions.Function", descriptor.Name);
        Assert.Equal(0.5, options.NumCpus);
        Assert.Null(options.NumGpus);
        Assert.Equal(0, options.MaxRetries);
        Assert.Same(RetryExceptions.All, options.RetryExceptions);
        Assert.Equal([new("disk", 1)], options.Resources);
        Assert.Equal([new("rack", "7")], options.Labels);
        Assert.Null(Function(() => Functions.BareFunction(1)).TaskOptions);
        Assert.Null(Function(() => Functions.Unmarked(1)).TaskOptions);
    }

    private static CallDescriptor Of<T>(Expression<Func<T, int>> call) =>
        Descriptors.OfMethod(typeof(T), CallExpression.ParseMethod(call).Plan);

    private static CallDescriptor Function(Expression<Func<int>> call) =>
        Descriptors.OfFunction(CallExpression.ParseFunction(call).Plan);
}
