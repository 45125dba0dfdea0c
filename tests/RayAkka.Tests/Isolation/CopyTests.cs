using RayAkka.Isolation;
using static RayAkka.Tests.Isolation.Shapes;

namespace RayAkka.Tests.Isolation;

public class CopyTests
{
    [Fact]
    public void Copy_LinkedListOfAMillionNodes_DoesNotRecurse()
    {
        var first = new Node();
        var last = first;
        for (var i = 1; i < 1_000_000; i++)
            last = last.Next = new Node { Value = i };

        // A stack that a recursion over the nodes would overflow at once.
        Node? copy = null;
        var thread = new Thread(() => copy = Isolate.Copy(first), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();

        var count = 0;
        for (Node? one = first, other = copy; one is not null; one = one.Next, other = other.Next, count++)
        {
            Assert.NotSame(one, other);
            Assert.Equal(one.Value, other!.Value);
        }

        Assert.Equal(1_000_000, count);
    }

    [Fact]
    public void Copy_MillionDoubles_GivesAnArrayOfItsOwn()
    {
        var original = new double[1_000_000];
        for (var i = 0; i < original.Length; i++)
            original[i] = Math.Sqrt(i);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var copy = Isolate.Copy(original);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(original.AsSpan().SequenceEqual(copy));
        Assert.NotSame(original, copy);
        Assert.InRange(allocated, 8_000_000, 8_100_000);
    }

    [Fact]
    public void Copy_ImmutableTypes_AllocatesNothing()
    {
        var point = new Point(1, 2);
        Touch(point);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Touch(point);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Copy_SmallList_AllocatesTheCopyOnly()
    {
        var list = new List<int>(4) { 1, 2, 3, 4 };
        Isolate.Copy(list);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var copy = Isolate.Copy(list);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(list, copy);

        // A list of 32 bytes, an array of 40.
        Assert.InRange(allocated, 1, 72);
    }

    [Fact]
    public void Copy_Aliases_StayAliases()
    {
        var shared = new Node { Value = 1 };
        var original = new[] { shared, new Node { Next = shared }, shared };

        var copy = Isolate.Copy(original);

        Assert.Same(copy[0], copy[2]);
        Assert.Same(copy[0], copy[1].Next);
        Assert.NotSame(shared, copy[0]);
    }

    [Fact]
    public void Copy_CycleAndPrivateBaseFields_AreCopied()
    {
        var node = new Node();
        node.Next = node;
        var derived = new Derived([1, 2]);

        var nodeCopy = Isolate.Copy(node);
        var derivedCopy = Isolate.Copy(derived);

        Assert.Same(nodeCopy, nodeCopy.Next);
        Assert.NotSame(node, nodeCopy);
        Assert.Equal(derived.Reveal(), derivedCopy.Reveal());
        Assert.NotSame(derived.Reveal(), derivedCopy.Reveal());
    }

    [Fact]
    public void Copy_Structs_CopyWhatTheyReferTo()
    {
        var holder = new Holder { Number = 3, Items = [1] };
        var three = default(Three);
        three[2] = holder.Items;
        Holder? maybe = holder;

        var holderCopy = Isolate.Copy(holder);
        var threeCopy = Isolate.Copy(three);
        var maybeCopy = Isolate.Copy(maybe);
        var pairs = Isolate.Copy(new[,] { { (1, holder.Items) }, { (2, holder.Items) } });

        Assert.Equal(3, holderCopy.Number);
        Assert.Equal([1], holderCopy.Items!);
        Assert.NotSame(holder.Items, holderCopy.Items);
        Assert.NotSame(holder.Items, threeCopy[2]);
        Assert.Equal([1], threeCopy[2]!);
        Assert.Null(threeCopy[0]);
        Assert.NotSame(holder.Items, maybeCopy!.Value.Items);
        Assert.Same(pairs[0, 0].Items, pairs[1, 0].Items);
        Assert.NotSame(holder.Items, pairs[0, 0].Items);
        Assert.Null(Isolate.Copy<Holder?>(null));
    }

    [Fact]
    public void Copy_RefsAnywhere_KeepTheirIdentity()
    {
        var reference = new Ref();
        var graph = new Dictionary<ObjectRef, List<object>> { [reference] = [reference, new Node()] };
        graph[reference].Add(graph);

        var copy = Isolate.Copy(graph);

        Assert.NotSame(graph, copy);
        Assert.Same(reference, copy[reference][0]);
        Assert.NotSame(graph[reference][1], copy[reference][1]);
        Assert.Same(copy, copy[reference][2]);
        Assert.True(Isolate.IsImmutable<ObjectRef<int>>());
        Assert.True(Isolate.IsImmutable<ActorHandle<Node>>());
    }

    [Fact]
    public void Copy_CopiedByManyThreads_GivesEachACopyOfItsOwn()
    {
        var original = new Order { Name = "a", Parts = [new Order { Name = "b" }, new Order { Name = "c" }] };

        var copies = new Order[64];
        Parallel.For(0, copies.Length, i => copies[i] = Isolate.Copy(original));

        Assert.Equal(64, copies.Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.All(copies, copy => Assert.Equal(["b", "c"], copy.Parts.Select(part => part.Name)));
    }

    [Fact]
    public void Copy_AfterARefusal_StartsAfresh()
    {
        var order = new Order { Anything = new Node { Value = 1 }, Callback = () => { } };
        Assert.Throws<ArgumentException>(() => Isolate.Copy(order));
        order.Callback = null;
        ((Node)order.Anything).Value = 2;

        Assert.Equal(2, ((Node)Isolate.Copy(order).Anything!).Value);
    }

    private static void Touch(Point point)
    {
        for (var i = 0; i < 100; i++)
        {
            Isolate.Copy(i);
            Isolate.Copy("text");
            Isolate.Copy((i, "text"));
            Isolate.Copy((int?)i);
            Isolate.Copy<object>(point);
            Isolate.Copy(point);
            Isolate.Copy(CancellationToken.None);
        }
    }
}
