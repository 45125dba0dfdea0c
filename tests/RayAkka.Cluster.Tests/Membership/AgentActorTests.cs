using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Logging;
using RayAkka.Cluster.Diagnostics;
using RayAkka.Cluster.Membership;
using RayAkka.Cluster.Tests.Support;
using RayAkka.Wire;

namespace RayAkka.Cluster.Tests.Membership;

/// <summary>The greeting; the agent of the other node is played by a probe.</summary>
public sealed class AgentActorTests : TestKit
{
    private static readonly NodeAddress s_here = new(Address.Parse("akka.tcp://rayakka@127.0.0.1:1"), 11);
    private static readonly NodeAddress s_there = new(Address.Parse("akka.tcp://rayakka@127.0.0.1:2"), 22);
    private static readonly ClusterSecret s_secret = new("the secret");
    private readonly Engine.NodeHello _hello = TestNode.NewHello();
    private readonly Engine.NodeHello _otherHello = TestNode.NewHello();
    private readonly CapturedLog _log = new();
    private readonly TestProbe _other;
    private readonly IActorRef _agent;

    public AgentActorTests()
    {
        _other = CreateTestProbe();
        var settings = new AgentSettings(s_here, _hello, s_secret, "127.0.0.1", 7, _ => _other.Ref, WatchesCluster: false)
        {
            RepeatEvery = TimeSpan.FromMilliseconds(20),
        };
        var listener = new RecordingListener(TestActor);
        var log = new ClusterLog(new LoggerFactory([_log]));
        _agent = Sys.ActorOf(Props.Create(() => new AgentActor(settings, listener, log)));
    }

    [Fact]
    public void MemberAppeared_NoAnswer_HelloIsRepeated()
    {
        _agent.Tell(new MemberAppeared(s_there));

        for (var i = 0; i < 3; i++)
        {
            var hello = _other.ExpectMsg<Hello>();
            Assert.True(s_secret.IsProved(hello));
            Assert.Equal((s_here, s_there.Uid, 7), (hello.From, hello.ToUid, hello.DataPort));
        }
    }

    [Fact]
    public void Greeting_HelloAndWelcome_BothAreMet()
    {
        _agent.Tell(new MemberAppeared(s_there));
        _agent.Tell(HelloOfOther(), _other.Ref);
        ExpectMsg($"greeted {_otherHello.Node}");
        _other.FishForMessage<Welcome>(static _ => true);

        _agent.Tell(new Welcome(s_there, s_here.Uid), _other.Ref);

        ExpectMsg($"met {_otherHello.Node} otherhost:8");
    }

    [Fact]
    public void Greeting_WelcomeBeforeHello_IsMetOnce()
    {
        _agent.Tell(new MemberAppeared(s_there));
        _agent.Tell(new Welcome(s_there, s_here.Uid), _other.Ref);
        _agent.Tell(HelloOfOther(), _other.Ref);
        _agent.Tell(HelloOfOther(), _other.Ref);

        ExpectMsg($"greeted {_otherHello.Node}");
        ExpectMsg($"met {_otherHello.Node} otherhost:8");
        _agent.Tell(new MemberGone(s_there, "over"));
        ExpectMsg($"gone {_otherHello.Node}: over");
    }

    [Fact]
    public void Greeting_HelloOfOneThatIsNoMemberYet_IsMetWhenItIs()
    {
        _agent.Tell(HelloOfOther(), _other.Ref);
        ExpectMsg($"greeted {_otherHello.Node}");

        _agent.Tell(new MemberAppeared(s_there));
        _other.ExpectMsg<Welcome>();
        _agent.Tell(new Welcome(s_there, s_here.Uid), _other.Ref);

        ExpectMsg($"met {_otherHello.Node} otherhost:8");
    }

    [Fact]
    public void Hello_AfterBeingMet_IsWelcomedAgain()
    {
        Meet();

        _agent.Tell(HelloOfOther(), _other.Ref);

        _other.FishForMessage<Welcome>(static _ => true);
    }

    [Fact]
    public void Hello_WithAnotherSecret_GetsALogLineAndNothingElse()
    {
        Refused(new ClusterSecret("another secret").Prove(Unproved()));

        Assert.Contains("rayakka.secret", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Hello_ForAnotherNode_IsNotBelieved() => Refused(s_secret.Prove(Unproved()) with { ToUid = 12 });

    [Fact]
    public void Hello_WithAChangedPort_IsRefused() => Refused(s_secret.Prove(Unproved()) with { DataPort = 9 });

    [Fact]
    public void Hello_OfAnotherProtocol_GetsALogLineAndNothingElse()
    {
        Refused(s_secret.Prove(Unproved() with { Protocol = Hello.CurrentProtocol + 1 }));

        Assert.Contains("same version", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Hello_WithAProvedNodeThatCannotBeRead_IsRefused() => Refused(s_secret.Prove(Unproved() with { Node = [1, 2, 3] }));

    [Fact]
    public void Hello_OfOneThatIsGone_IsNotHeard()
    {
        Meet();
        _agent.Tell(new MemberGone(s_there, "its node has died"));
        ExpectMsg($"gone {_otherHello.Node}: its node has died");

        _agent.Tell(HelloOfOther(), _other.Ref);
        _agent.Tell(new MemberAppeared(s_there));

        ExpectNothingMore();
    }

    private void Refused(Hello hello)
    {
        _agent.Tell(hello, _other.Ref);
        _agent.Tell(hello, _other.Ref);

        ExpectNothingMore();
    }

    // A greeting of a third node that goes through shows that the agent has handled all that came before.
    private void ExpectNothingMore()
    {
        var third = new NodeAddress(Address.Parse("akka.tcp://rayakka@127.0.0.1:3"), 33);
        _agent.Tell(s_secret.Prove(Unproved() with { From = third }), _other.Ref);
        ExpectMsg($"greeted {_otherHello.Node}");
        Assert.Equal(third.Uid, _other.FishForMessage<Welcome>(static _ => true).ToUid);
    }

    private void Meet()
    {
        _agent.Tell(new MemberAppeared(s_there));
        _agent.Tell(HelloOfOther(), _other.Ref);
        _agent.Tell(new Welcome(s_there, s_here.Uid), _other.Ref);
        ExpectMsg($"greeted {_otherHello.Node}");
        ExpectMsg($"met {_otherHello.Node} otherhost:8");
        _other.FishForMessage<Welcome>(static _ => true);
    }

    private Hello HelloOfOther() => s_secret.Prove(Unproved());

    private Hello Unproved()
    {
        var writer = new WireWriter();
        _otherHello.Write(writer);
        return new Hello(Hello.CurrentProtocol, s_there, s_here.Uid, writer.ToArray(), "otherhost", 8, []);
    }
}
