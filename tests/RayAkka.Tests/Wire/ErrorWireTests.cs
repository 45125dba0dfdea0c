using System.Runtime.CompilerServices;
using RayAkka.Tests.Wire.Samples;
using RayAkka.Tests.Wire.Support;
using RayAkka.Wire;

namespace RayAkka.Tests.Wire;

public sealed class ErrorWireTests
{
    private readonly WirePair _pair = new();

    [Fact]
    public void Error_OfTheUsers_KeepsTypeMessageStackDataAndFields()
    {
        var thrown = Thrown(new ShopException("sold out", 7) { Data = { ["item"] = "apple", ["count"] = 3, ["thing"] = new Unnamed() }, HelpLink = "http://help/" });

        var copy = Assert.IsType<ShopException>(Cross(thrown));
        Assert.Equal("sold out", copy.Message);
        Assert.Equal(7, copy.Code);
        Assert.Equal("apple", copy.Data["item"]);
        Assert.Equal(3, copy.Data["count"]);
        Assert.Equal(typeof(Unnamed).FullName, copy.Data["thing"]);
        Assert.Equal("http://help/", copy.HelpLink);
        Assert.Equal(thrown.HResult, copy.HResult);
        Assert.Contains(nameof(Throw), copy.StackTrace);
        Assert.Contains(nameof(Throw), Thrown(copy).StackTrace);
    }

    [Fact]
    public void Error_WithCauses_KeepsThem()
    {
        var error = new InvalidOperationException("outer", new ArgumentOutOfRangeException("index", 5, "too far"));

        var copy = Assert.IsType<InvalidOperationException>(Cross(error));
        var cause = Assert.IsType<ArgumentOutOfRangeException>(copy.InnerException);
        Assert.Equal(("index", (object)5), (cause.ParamName, cause.ActualValue));
        Assert.Equal(error.InnerException!.Message, cause.Message);

        var many = Assert.IsType<AggregateException>(Cross(new AggregateException("several", new ShopException("a", 1), new IOException("b"))));
        Assert.Equal(2, many.InnerExceptions.Count);
        Assert.Same(many.InnerExceptions[0], many.InnerException);
        Assert.IsType<IOException>(many.Flatten().InnerExceptions[1]);
    }

    [Fact]
    public void RayErrors_KeepWhatTheyKnow()
    {
        var task = new RayTaskException("Shop.Add", Thrown(new ShopException("no", 1)), new ShopException("no", 1), new ActorId(1, 2), new NodeId(3, 4));
        var copy = Assert.IsType<RayTaskException>(Cross(task));
        Assert.Equal(
            (task.CallName, task.OriginalTypeName, task.RemoteStackTrace, task.ActorId, task.NodeId, task.Message),
            (copy.CallName, copy.OriginalTypeName, copy.RemoteStackTrace, copy.ActorId, copy.NodeId, copy.Message));
        Assert.Equal(1, Assert.IsType<ShopException>(copy.InnerException).Code);

        var died = Assert.IsType<ActorDiedException>(Cross(new ActorDiedException("gone", new NodeDiedException("node") { NodeId = new NodeId(5, 6) })
        {
            ActorId = new ActorId(7, 8),
            Cause = ActorDeathCause.ConstructorFailed,
            IsRoutine = true,
        }));
        Assert.Equal(new ActorId(7, 8), died.ActorId);
        Assert.True(died.ConstructorFailed && died.IsRoutine);
        Assert.Equal(new NodeId(5, 6), Assert.IsType<NodeDiedException>(died.InnerException).NodeId);
        Assert.Equal(["a", "b"], Assert.IsType<CallCycleException>(Cross(new CallCycleException(new List<string> { "a", "b" }))).Cycle);
    }

    [Fact]
    public void Error_OfATypeUnknownHere_BecomesOneThatNamesIt()
    {
        var bytes = _pair.Encode(writer => ErrorWire.Write(writer, Thrown(new ShopException("sold out", 7, new IOException("disk"))), _pair));
        ReadOnlySpan<byte> known = "ShopException, "u8;
        ReadOnlySpan<byte> unknown = "ShipException, "u8;
        for (var at = bytes.AsSpan().IndexOf(known); at >= 0; at = bytes.AsSpan().IndexOf(known))
        {
            unknown.CopyTo(bytes.AsSpan(at));
        }

        var copy = Assert.IsType<RayTaskException>(ErrorWire.Read(new WireReader(bytes), _pair));
        Assert.Equal(typeof(ShopException).FullName, copy.OriginalTypeName);
        Assert.Contains("sold out", copy.Message);
        Assert.Contains(nameof(Throw), copy.RemoteStackTrace);
        Assert.IsType<IOException>(copy.InnerException);
    }

    [Fact]
    public void Error_ThatThrowsItself_ArrivesAllTheSame() =>
        Assert.Contains("cannot be read", Assert.IsType<SpitefulException>(Cross(new SpitefulException())).Own);

    [Fact]
    public void Error_ThatHoldsItself_Arrives()
    {
        var error = new ShopException("round", 1);
        error.Data["self"] = error;
        error.Other = error;

        Assert.Equal("round", Cross(error).Message);
    }

    [Fact]
    public void Error_WithAnUnreadablePart_ArrivesWithoutIt()
    {
        var error = new ShopException("sold out", 7) { Other = () => { } };

        var copy = Assert.IsType<ShopException>(Cross(error));
        Assert.Null(copy.Other);
        Assert.Equal(7, copy.Code);
    }

    [Fact]
    public void Error_InsideAValue_IsPartOfIt()
    {
        var order = new Order(1, 2) { Note = new ShopException("note", 3) };

        Assert.Equal(3, Assert.IsType<ShopException>(_pair.Cross(order).Note).Code);
    }

    private static T Thrown<T>(T error)
        where T : Exception
    {
        try
        {
            Throw(error);
        }
        catch (T)
        {
            // Its stack trace is there now.
        }

        return error;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(Exception error) => throw error;

    private Exception Cross(Exception error) => _pair.Cross(writer => ErrorWire.Write(writer, error, _pair), reader => ErrorWire.Read(reader, _pair));
}
