using System.Runtime.CompilerServices;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Samples;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>Where the copies of put objects are, and when they go.</summary>
public sealed class PutCopiesTests : ClusterTests
{
    [Fact]
    public async Task Put_TwoCopies_OneOtherNodeKeepsIt_UntilNobodyHasARef()
    {
        await PutAndReadAsync();

        await Until.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Kept == 0;
        });
    }

    [Fact]
    public async Task Get_AllCopiesDied_FailsWithOwnerDied()
    {
        var put = await Soon(Depositor.Options(On("a")).Remote().Put.Remote(7, 2));
        var holder = MemberOf(B).Runtime.Copies.Count == 1 ? B : C;

        await KillAsync(holder);
        await KillAsync(A);

        Assert.Contains("copies", Assert.IsType<OwnerDiedException>(await Outcome(put[0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OwnerAndOneOfTwoHoldersDied_ReadsTheOther()
    {
        var put = await Soon(Depositor.Options(On("a")).Remote().Put.Remote(7, 3));
        var reader = Depositor.Options(On("c")).Remote();
        await Soon(reader.Keep.Remote(put));

        await KillAsync(A);
        await KillAsync(B);

        Assert.Equal(7, (await Soon(put[0]))[0]);
        Assert.Equal(7, await Soon(reader.Last.Remote()));
    }

    [Fact]
    public async Task Get_HolderDiedBehindTheOwner_WhoHasReadItHasACopyForTheOthers()
    {
        var put = await Soon(Depositor.Options(On("a")).Remote().Put.Remote(7, 2));
        var holder = MemberOf(B).Runtime.Copies.Count == 1 ? B : C;
        var reader = Depositor.Options(On(holder == B ? "c" : "b")).Remote();
        await Soon(reader.Keep.Remote(put));
        await KillAsync(A);
        Assert.Equal(7, await Soon(reader.Last.Remote()));

        await KillAsync(holder);

        Assert.Equal(7, (await Soon(put[0]))[0]);
    }

    private int Kept => new[] { A, B, C }.Sum(node => MemberOf(node).Runtime.Copies.Count);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task PutAndReadAsync()
    {
        var put = Ray.Put(Enumerable.Repeat(7.0, Depositor.Length).ToArray(), copies: 2);
        Assert.Equal(1, Kept);
        var reader = Depositor.Options(On("a")).Remote();
        await Soon(reader.Keep.Remote([put]));
        Assert.Equal(7, await Soon(reader.Last.Remote()));
        GC.KeepAlive(put);
        await Soon(reader.Keep.Remote([]));
        Ray.Kill(reader);
    }
}
