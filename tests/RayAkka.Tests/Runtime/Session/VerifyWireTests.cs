using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Session;

/// <summary>What a cluster would refuse or lose is refused or lost in one process as well, where that was asked for.</summary>
[Collection(RaySession.Name)]
public sealed class VerifyWireTests : IDisposable
{
    private const string Sentence =
        "The type RayAkka.Tests.Runtime.Samples.Contraband is not allowed to travel; name it in a signature of a remote class, or in rayakka.serialization.allowed-types.";

    public void Dispose() => Ray.Shutdown();

    [Fact]
    public async Task Remote_ArgumentThatAClusterRefuses_FailsWithItsSentence()
    {
        Ray.Init(new RayOptions { NumGpus = 0, VerifyWire = true });
        var actor = Smuggler.Remote();

        ObjectRef[] refused =
        [
            actor.Take.Remote(new Contraband()),
            actor.Take.Remote(new object[] { 1, new Contraband() }),
            actor.Task(x => x.Take(new Contraband())).Remote(),
            Ray.Task(() => Functions.NameOf(new Contraband())).Remote(),
        ];

        foreach (var call in refused)
        {
            Assert.Contains(Sentence, (await FailureAsync<RayTaskException>(call)).Message, StringComparison.Ordinal);
        }

        Assert.Equal("Int32", await actor.Take.Remote(7).AsTask().Within());
    }

    [Fact]
    public async Task Remote_ConstructorArgumentThatAClusterRefuses_EndsTheActorWithItsSentence()
    {
        Ray.Init(new RayOptions { NumGpus = 0, VerifyWire = true });

        var died = await FailureAsync<ActorDiedException>(Smuggler.Remote(new Contraband()).Luggage.Remote());

        Assert.Contains(Sentence, died.Message, StringComparison.Ordinal);
        Assert.True(died.ConstructorFailed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Remote_ResultThatAClusterRefuses_FailsWithItsSentence(bool hidden)
    {
        Ray.Init(new RayOptions { NumGpus = 0, VerifyWire = true });

        Assert.Contains(Sentence, (await FailureAsync<RayTaskException>(Smuggler.Remote().Give.Remote(hidden))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Put_ObjectThatAClusterRefuses_ThrowsItsSentence()
    {
        Ray.Init(new RayOptions { NumGpus = 0, VerifyWire = true });

        Assert.Equal(Sentence, Assert.ThrowsAny<ArgumentException>(() => Ray.Put<object>(new Contraband())).Message);
    }

    [Fact]
    public async Task Throw_ExceptionWithWhatMayNotTravel_ArrivesWithoutIt()
    {
        Ray.Init(new RayOptions { NumGpus = 0, VerifyWire = true });

        var error = await FailureAsync<RayTaskException>(Smuggler.Remote().Throw.Remote());

        Assert.Null(Assert.IsType<ContrabandException>(error.InnerException).Goods);
    }

    [Fact]
    public async Task Init_TypesThatAreAllowed_Travel()
    {
        Ray.Init(new RayOptions { NumGpus = 0, VerifyWire = true, AllowedTypes = ["RayAkka.Tests.Runtime.Samples.Contraband"] });
        var actor = Smuggler.Remote(new Contraband());

        Assert.Equal("Contraband", await actor.Luggage.Remote().AsTask().Within());
        Assert.Equal(5, Assert.IsType<Contraband>(await actor.Give.Remote(hidden: false).AsTask().Within()).Weight);
    }

    [Fact]
    public async Task Init_NotAskedFor_ChecksNothing()
    {
        Ray.Init(new RayOptions { NumGpus = 0 });
        var actor = Smuggler.Remote(new Contraband());

        Assert.Equal("Contraband", await actor.Take.Remote(new Contraband()).AsTask().Within());
        Assert.IsType<Contraband>(Ray.Get(Ray.Put<object>(new Contraband())));
    }

    private static async Task<TException> FailureAsync<TException>(ObjectRef call)
        where TException : Exception => await Assert.ThrowsAsync<TException>(() => call.AsTask().Within());
}
