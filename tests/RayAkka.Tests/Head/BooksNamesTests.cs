using RayAkka.Actors;
using RayAkka.Head;

namespace RayAkka.Tests.Head;

public sealed class BooksNamesTests
{
    [Fact]
    public void Reserve_OfANameThatIsTaken_AnswersWithWhoHasIt()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 3, out var nodes);
        nodes[1].Reserve("a", 1);
        cluster.Run();
        nodes[2].Reserve("a", 2);
        cluster.Run();

        Assert.Null(AnswerOf(nodes[1]));
        Assert.Equal(nodes[1].Reservations[0].Actor, AnswerOf(nodes[2]));
        Assert.Empty(nodes[2].Names);
    }

    [Fact]
    public void Name_AfterItsHeadAndThenItsOwnerDied_IsKeptAndThenFree()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 3, out var nodes);
        nodes[1].Reserve("a", 1);
        cluster.Run();
        cluster.Kill(nodes[0]);
        cluster.Elect(nodes[2]);
        nodes[2].Reserve("a", 2);
        cluster.Run();
        Assert.Equal(nodes[1].Reservations[0].Actor, AnswerOf(nodes[2]));

        cluster.Kill(nodes[1]);
        cluster.Run();
        nodes[2].Reserve("a", 3);
        cluster.Run();

        Assert.Null(((NameAnswer)nodes[2].Reservations[1].Query.Answer!).Actor);
    }

    [Fact]
    public void Reserve_WhoseHeadDiesBeforeTheAnswer_IsAnsweredByTheNext()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 3, out var nodes);
        cluster.Network.Hold(nodes[0].Id, nodes[1].Id);
        nodes[1].Reserve("a", 1);
        cluster.Run();
        cluster.Kill(nodes[0]);
        cluster.Network.Resume(nodes[0].Id, nodes[1].Id);
        cluster.Elect(nodes[2]);
        cluster.Run();

        Assert.Null(AnswerOf(nodes[1]));
        Assert.Single(nodes[1].Names);
    }

    [Fact]
    public void Reserve_AnsweredAfterItsTimeWasOver_GivesTheNameBack()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 3, out var nodes);
        cluster.Network.Hold(nodes[0].Id, nodes[1].Id);
        nodes[1].Reserve("a", 1);
        cluster.Run();
        nodes[1].Books.Queries.Abandon(nodes[1].Reservations[0].Query);
        cluster.Network.Resume(nodes[0].Id, nodes[1].Id);
        cluster.Run();

        nodes[2].Reserve("a", 2);
        cluster.Run();

        Assert.Empty(nodes[1].Names);
        Assert.Null(AnswerOf(nodes[2]));
    }

    [Fact]
    public void Name_OfANodeThatTheHeadHadNotMet_IsLostToWhomTheHeadGaveIt()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 3, out var nodes, elect: false);
        var stranger = cluster.Add();
        cluster.Network.Hold(stranger.Id, nodes[1].Id);
        cluster.Network.Hold(nodes[1].Id, stranger.Id);
        cluster.Elect(nodes[0]);
        cluster.Run();
        stranger.Reserve("a", 1);
        cluster.Run();
        Assert.Single(stranger.Names);

        cluster.Elect(nodes[1]);
        nodes[2].Reserve("a", 2);
        cluster.Run();
        Assert.Single(nodes[2].Names);
        cluster.Network.Resume(stranger.Id, nodes[1].Id);
        cluster.Network.Resume(nodes[1].Id, stranger.Id);
        cluster.Run();

        Assert.Empty(stranger.Names);
        Assert.Single(nodes[2].Names);
    }

    [Fact]
    public void Release_ByAnotherActorThanTheHolder_FreesNothing()
    {
        var table = new NameTable();
        var actor = new ActorDescription(new ActorId(1, 1), new NodeId(1, 1), "C", "C", "a", "ns", IsDetached: false, MaxTaskRetries: 0);
        Assert.Null(table.Reserve(actor));
        Assert.Null(table.Reserve(actor));

        table.Release("ns", "a", new ActorId(1, 2));
        Assert.Equal(actor, table.Find("ns", "a"));
        Assert.Equal(["a"], table.Names("ns"));

        table.Release("ns", "a", actor.Id);
        Assert.Null(table.Find("ns", "a"));
        Assert.Empty(table.Names("ns"));
    }

    private static ActorDescription? AnswerOf(SimNode node) => Assert.IsType<NameAnswer>(node.Reservations[0].Query.Answer).Actor;
}
