using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Lifetime;

public sealed class HandleIdentityTests : RayTest
{
    [Fact]
    public async Task Handle_OfTheSameActor_IsEqual()
    {
        var named = Counter.Options(new() { Name = "c" }).Remote(1);
        var found = Ray.GetActor<Counter>("c");
        var other = Counter.Remote(1);

        Assert.True(named == found);
        Assert.False(named != found);
        Assert.True(named != other);
        Assert.Equal(2, await found.Increment.Remote());
    }

    [Fact]
    public async Task GetIfExists_ActorIsThere_IsFoundWhateverTheOptionsAskFor()
    {
        var named = Counter.Options(new() { Name = "c" }).Remote(1);

        var found = Counter.Options(new() { Name = "c", GetIfExists = true, NumGpus = 4 }).Remote(100);

        Assert.Equal(2, await found.Increment.Remote());
        Assert.Equal(named, found);
    }

    [Fact]
    public async Task Handle_ThatIsComputed_IsTakenAsARef()
    {
        var made = Functions.Tasks.MakeCounter.Remote(5);

        Assert.Equal(7, await Functions.Tasks.UseCounter.Remote(made, 2).AsTask().Within());
        GC.KeepAlive(made);
    }
}
