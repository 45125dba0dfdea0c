using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>Values of types that no signature names: they do not travel, and nothing else suffers from that.</summary>
public sealed class RefusedTypeTests : ClusterTests
{
    private const string Name = "RayAkka.Cluster.Tests.Clusters.Samples.Contraband";

    [Fact]
    public async Task Remote_ArgumentOfATypeThatNobodyNames_IsRefusedAndTheConnectionGoesOn()
    {
        var actor = Smuggler.Options(On("b")).Remote();
        var before = actor.Take.Remote("apples");

        var refused = await Failure(() => actor.Take.Remote(new Contraband()));
        var nested = await Failure(() => actor.Take.Remote(new object[] { 1, new Contraband() }));
        var after = actor.Take.Remote(7);

        Assert.All([refused, nested], AssertNamesIt);
        Assert.Equal("String", await Soon(before));
        Assert.Equal("Int32", await Soon(after));
        Assert.Equal(2, await Soon(actor.Calls.Remote()));
        AssertConnected();
    }

    [Theory]
    [InlineData("contraband")]
    [InlineData("hidden")]
    public async Task Remote_ResultOfATypeThatNobodyNames_IsRefusedAndTheConnectionGoesOn(string kind)
    {
        var actor = Smuggler.Options(On("b")).Remote();
        var refused = actor.Give.Remote(kind);
        var after = actor.Give.Remote("pears");

        AssertNamesIt(await Outcome(refused));
        Assert.Equal("pears", await Soon(after));
        AssertConnected();
    }

    [Fact]
    public async Task Put_ValueOfATypeThatNobodyNames_IsRefusedForTheReaderOnAnotherNode()
    {
        var put = Ray.Put<object>(new Contraband());
        var actor = Smuggler.Options(On("b")).Remote();

        AssertNamesIt(await Failure(() => actor.Take.Remote(put)));

        Assert.Equal("Int32", await Soon(actor.Take.Remote(7)));
        AssertConnected();
    }

    [Fact]
    public async Task Throw_ExceptionWithContraband_ArrivesWithoutIt()
    {
        var actor = Smuggler.Options(On("b")).Remote();

        var error = Assert.IsType<RayTaskException>(await Outcome(actor.ThrowContraband.Remote()));

        Assert.Equal(typeof(ContrabandException).FullName, error.OriginalTypeName);
        Assert.Contains("seized", error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Smuggler.ThrowContraband), error.RemoteStackTrace, StringComparison.Ordinal);
        Assert.Equal(0, await Soon(actor.Calls.Remote()));
        AssertConnected();
    }

    [Fact]
    public async Task Throw_ExceptionOfATypeThatTheReaderDoesNotKnow_IsNamed()
    {
        var actor = Smuggler.Options(On("b")).Remote();

        var error = Assert.IsType<RayTaskException>(await Outcome(actor.ThrowUnknown.Remote()));

        Assert.Equal("Nowhere.StrangeException", error.OriginalTypeName);
        Assert.Contains("Nowhere.StrangeException", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await Soon(actor.Calls.Remote()));
        AssertConnected();
    }

    private static void AssertNamesIt(Exception? error)
    {
        Assert.NotNull(error);
        Assert.Contains(Name, error.Message, StringComparison.Ordinal);
        Assert.Contains("rayakka.serialization.allowed-types", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    // Whether the call throws or its ref fails.
    private static async Task<Exception?> Failure(Func<ObjectRef> call)
    {
        try
        {
            return await Outcome(call());
        }
        catch (ArgumentException e)
        {
            return e;
        }
    }

    private void AssertConnected() => Assert.True(MemberOf(A).Data.IsConnected(B.NodeId) && Ray.Nodes().All(node => node.IsAlive));
}
