using RayAkka.Isolation;
using static RayAkka.Tests.Isolation.Shapes;

namespace RayAkka.Tests.Isolation;

public class RefusalMessageTests
{
    private const string Delegates = "delegates cannot be passed to a remote call: pass the data it needs or an ActorHandle instead.";

    public static TheoryData<string, object> Messages => new()
    {
        { $"The value is a delegate (System.Action); {Delegates}", new Action(() => { }) },
        { $"Order.Callback is a delegate (System.Action); {Delegates}", new Order { Callback = () => { } } },
        { $"Order.Parts[1].Callback is a delegate (System.Action); {Delegates}", new Order { Parts = [new(), new() { Callback = () => { } }] } },
        {
            $"Order.Extra[\"f\"] is a delegate (System.Func<System.Int32, System.String>); {Delegates}",
            new Order { Extra = { ["f"] = new Func<int, string>(i => $"{i}") } }
        },
        { $"List<Action>[1] is a delegate (System.Action); {Delegates}", new List<Action?> { null, () => { } } },
        {
            "Order.Log is a stream (System.IO.MemoryStream); streams cannot be passed to a remote call: pass its contents, or open it where it is read.",
            new Order { Log = new MemoryStream() }
        },
        {
            "Order.Pending is a task (System.Threading.Tasks.ValueTask<System.Int32>); " +
            "tasks cannot be passed to a remote call: await it and pass its result, or pass an ObjectRef instead.",
            new Order { Pending = new ValueTask<int>(1) }
        },
        {
            "Order.Handle is a native handle (System.IntPtr); " +
            "native handles cannot be passed to a remote call: open the resource inside the actor, or pass a long if it is a number.",
            new Order { Handle = 5 }
        },
        {
            "The value is a lazy sequence (RayAkka.Tests.Isolation.Shapes.Iterator); " +
            "lazy sequences cannot be passed to a remote call: call ToList() or ToArray() on it first.",
            Iterator()
        },
        { $"HashSet<Action>[0] is a delegate (System.Action); {Delegates}", new HashSet<Action> { () => { } } },
        {
            "Object[][0] is a cancellation source (System.Threading.CancellationTokenSource); " +
            "cancellation sources cannot be passed to a remote call: pass its Token instead.",
            new object[] { new CancellationTokenSource() }
        },
        {
            $"SortedSet<Int32>.comparer._comparison is a delegate (System.Comparison<System.Int32>); {Delegates}",
            new SortedSet<int>(Comparer<int>.Create((a, b) => b - a))
        },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void Copy_Refused_SaysWhereWhatAndWhatToDo(string message, object value)
    {
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Isolate.Copy(value)).Message);
    }

    [Fact]
    public void Copy_StructHoldsADelegate_NamesTheField()
    {
        var refused = Assert.Throws<ArgumentException>(() => Isolate.Copy((1, new Action(() => { }))));

        Assert.Equal($"ValueTuple<Int32, Action>.Item2 is a delegate (System.Action); {Delegates}", refused.Message);
    }

    [Fact]
    public unsafe void Copy_Pointer_IsRefusedUnlessNull()
    {
        var refused = Assert.Throws<ArgumentException>(() => Isolate.Copy(new Pointing { Where = (int*)8 }));

        Assert.StartsWith("Pointing.Where is a native handle (System.Int32*)", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(Isolate.Copy(new Pointing()));
    }

    [Fact]
    public void Copy_RefusedMembersThatAreNull_AreFine()
    {
        var copy = Isolate.Copy(new Order { Name = "a", Callback = null, Log = null, Pending = default, Handle = 0 });

        Assert.Equal("a", copy.Name);
    }

    [Fact]
    public void WhyRefused_Type_SpeaksOfTheParameter()
    {
        Assert.Equal($"Parameter 'f' is a delegate (System.Action); {Delegates}", Isolate.WhyRefused(typeof(Action), "Parameter 'f'"));
        Assert.StartsWith("Parameter 's' is a span", Isolate.WhyRefused(typeof(Span<int>), "Parameter 's'"), StringComparison.Ordinal);
        Assert.Null(Isolate.WhyRefused(typeof(Order), "Parameter 'o'"));
        Assert.Null(Isolate.WhyRefused(typeof(CancellationToken), "Parameter 'c'"));
    }
}
