using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.TestKit.Xunit2;
using RayAkka.Cluster.Sharding;
using RayAkka.Cluster.Shells;
using RayAkka.Cluster.Tests.Support;
using Bucket = RayAkka.Cluster.Tests.Support.Bucket;

namespace RayAkka.Cluster.Tests.Shells;

public sealed class ShellActorTests : TestKit
{
    private const int Uid = 42;
    private static readonly ActorId s_actor = new(1, 2);
    private readonly ShellRegistry _registry = new();
    private readonly Tenant _tenant = new();

    [Fact]
    public void StartBucket_EmptyShell_AnswersAndEnds()
    {
        var shell = StartShell();

        shell.Tell(StartBucket.Instance, TestActor);

        ExpectMsg(new BucketStarted($"3@{Uid}", s_actor.ToString()));
        ExpectEnd(shell);
    }

    [Fact]
    public void EndShell_EmptyShell_AnswersNoSuchActorAndEnds()
    {
        var shell = StartShell();

        shell.Tell(new EndShell(s_actor, 0), TestActor);

        ExpectMsg(new NoSuchActor($"3@{Uid}", s_actor.ToString()));
        ExpectEnd(shell);
    }

    [Fact]
    public void CreateShell_OfAnIncarnationThatHasEnded_AnswersNoSuchActor()
    {
        var shell = StartShell();

        shell.Tell(new CreateShell(s_actor, 0), TestActor);

        ExpectMsg(new NoSuchActor($"3@{Uid}", s_actor.ToString()));
        ExpectEnd(shell);
    }

    [Fact]
    public void CreateShell_InABucketOfAnotherNode_AnswersNotHere()
    {
        _registry.Add(s_actor, 0, _tenant);
        var shell = StartShell(bucketUid: Uid + 1);

        shell.Tell(new CreateShell(s_actor, 0), TestActor);

        ExpectMsg(new NotHere($"3@{Uid + 1}", s_actor.ToString()));
        ExpectEnd(shell);
        Assert.False(_tenant.IsStarted);
    }

    [Fact]
    public void StartBucket_InABucketOfAnotherNode_AnswersNotHere()
    {
        var shell = StartShell(bucketUid: Uid + 1);

        shell.Tell(StartBucket.Instance, TestActor);

        ExpectMsg(new NotHere($"3@{Uid + 1}", s_actor.ToString()));
    }

    [Fact]
    public async Task Schedule_OccupiedShell_RunsItemsInOrder()
    {
        var (_, mailbox) = await OccupyAsync();
        var ran = new List<int>();
        var items = Enumerable.Range(0, 100).Select(number => new Item(() => ran.Add(number))).ToArray();

        foreach (var item in items)
        {
            mailbox.Schedule(item);
        }

        await items[^1].Done;
        Assert.Equal(Enumerable.Range(0, 100), ran);
    }

    [Fact]
    public async Task EndShell_OccupiedShell_EndsWithoutALoss()
    {
        var (shell, _) = await OccupyAsync();
        _registry.Remove(s_actor, 0);

        shell.Tell(new EndShell(s_actor, 0), TestActor);

        ExpectEnd(shell);
        Assert.Equal(0, _tenant.Losses);
    }

    [Fact]
    public async Task EndShell_OfAnotherIncarnation_ChangesNothing()
    {
        var (shell, mailbox) = await OccupyAsync();

        shell.Tell(new EndShell(s_actor, 7), TestActor);

        var item = new Item(static () => { });
        mailbox.Schedule(item);
        await item.Done;
    }

    [Fact]
    public void CreateShell_WhileTheEmptyShellEnds_GoesBackToTheShard()
    {
        var shell = StartShell();
        shell.Tell(StartBucket.Instance, TestActor);
        ExpectMsg<BucketStarted>();
        ExpectMsg<Passivate>();

        shell.Tell(new CreateShell(s_actor, 0), TestActor);

        ExpectMsg(new ShellEnvelope($"3@{Uid}", s_actor.ToString(), new CreateShell(s_actor, 0)));
    }

    [Fact]
    public async Task Execute_ThrowingItem_LosesTheShellWithTheCause()
    {
        var (shell, mailbox) = await OccupyAsync();
        var thrown = new InvalidOperationException("no engine throws this");

        mailbox.Schedule(new Item(() => throw thrown));

        Assert.Same(thrown, await _tenant.Lost);
        ExpectEnd(shell);
        Assert.Equal(1, _tenant.Losses);
        Assert.Equal(0, _registry.Count);
    }

    [Fact]
    public async Task HandOff_OccupiedShell_LosesTheShell()
    {
        var (shell, _) = await OccupyAsync();

        shell.Tell(HandOff.Instance);

        Assert.Null(await _tenant.Lost);
        ExpectMsg("shell ended");
    }

    private IActorRef StartShell(int bucketUid = Uid)
    {
        var registry = _registry;
        var test = TestActor;
        return Sys.ActorOf(
            Props.Create(() => new Bucket(registry, Uid, s_actor.ToString(), test)), Uri.EscapeDataString(new BucketId(3, bucketUid).ToString()));
    }

    private async Task<(IActorRef Shell, Engine.IShellMailbox Mailbox)> OccupyAsync()
    {
        _registry.Add(s_actor, 0, _tenant);
        var shell = StartShell();
        shell.Tell(new CreateShell(s_actor, 0), TestActor);
        return (shell, await _tenant.Started);
    }

    // As the shard does: it sends the stop message back.
    private void ExpectEnd(IActorRef shell)
    {
        shell.Tell(ExpectMsg<Passivate>().StopMessage);
        ExpectMsg("shell ended");
    }
}
