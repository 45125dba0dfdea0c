using RayAkka.Expressions;
using RayAkka.Tests.Wire.Samples;
using RayAkka.Tests.Wire.Support;
using RayAkka.Wire;

namespace RayAkka.Tests.Wire;

public sealed class CallWireTests
{
    private static readonly Type s_shop = GeneratedCall.Holder("RayAkka_Tests_Wire_Samples_Shop_Remote");
    private static readonly Type s_crate = GeneratedCall.Holder("RayAkka_Tests_Wire_Samples_Crate_1_Remote");

    private readonly WirePair _pair = new();

    [Fact]
    public void Call_WithPlainArguments_IsAFewBytes()
    {
        var call = GeneratedCall.Of(s_shop, "Add_0", [], 3, -4);
        var bytes = _pair.Encode(writer => CallWire.Write(writer, call, _pair));

        Assert.Equal(3, bytes.Length);
        var copy = CallWire.Read(new WireReader(bytes), _pair);
        Assert.Equal(call.GetType(), copy.GetType());
        Assert.NotSame(call, copy);
        Assert.True(copy.IsPending);
        Assert.Equal(3, GeneratedCall.Argument(copy, "_left"));
        Assert.Equal(-4, GeneratedCall.Argument(copy, "_right"));
    }

    [Fact]
    public void Call_WithGraphs_HoldsCopiesOfThem()
    {
        var order = new Order(1, 2.50m) { Note = new int[,] { { 1, 2 }, { 3, 4 } } };
        var copy = Cross(GeneratedCall.Of(s_shop, "Take_0", [], order, new List<string> { "a" }, new Circle(2)));

        var twin = Assert.IsType<Order>(GeneratedCall.Argument(copy, "_order"));
        Assert.NotSame(order, twin);
        Assert.Equal((1, 2.50m), (twin.Number, twin.Price));
        Assert.Equal(new int[,] { { 1, 2 }, { 3, 4 } }, twin.Note);
        Assert.Equal(["a"], Assert.IsType<List<string>>(GeneratedCall.Argument(copy, "_tags")));
        Assert.Equal(new Point(1, 2), Assert.IsType<Circle>(GeneratedCall.Argument(copy, "_shape")).Centre);
    }

    [Fact]
    public void Call_WithRefs_GivesThemToTheContext()
    {
        var reference = new TestRef<int>();
        var copy = Cross(GeneratedCall.Of(s_shop, "Pass_0", [], reference, null, (object)reference, 7, new[] { "x" }));
        Assert.Same(reference, GeneratedCall.Argument(copy, "_reference"));
        Assert.Same(reference, GeneratedCall.Argument(copy, "_anything"));
        Assert.Equal(7, GeneratedCall.Argument(copy, "_limit"));
        Assert.Equal(new[] { "x" }, GeneratedCall.Argument(copy, "_names"));

        copy = Cross(GeneratedCall.Of(s_shop, "Add_0__Refs", [], 0, 5, reference, null));
        Assert.Same(reference, GeneratedCall.Argument(copy, "_left__ref"));
        Assert.Null(GeneratedCall.Argument(copy, "_right__ref"));
        Assert.Equal(5, GeneratedCall.Argument(copy, "_right"));
    }

    [Fact]
    public void Call_OfGenericMethodsAndClasses_KeepsItsTypeArguments()
    {
        var echo = Cross(GeneratedCall.Of(s_shop, "Echo_0", [typeof(Point)], new Point(1, 2), new List<Point> { new(3, 4) }));
        Assert.Equal([new Point(3, 4)], Assert.IsType<List<Point>>(GeneratedCall.Argument(echo, "_more")));

        var swap = Cross(GeneratedCall.Of(s_crate, "Swap_0", [typeof(string)], "other"));
        Assert.Equal("other", GeneratedCall.Argument(swap, "_other"));

        var creation = Cross(GeneratedCall.Of(s_crate, "Creation_0", [typeof(int)], 5));
        Assert.Equal(typeof(Crate<int>), creation.InstanceType);
        Assert.NotNull(creation.CreateInstance());
    }

    [Fact]
    public void Types_AreNamedOnceAConnection()
    {
        var first = _pair.Encode(writer => CallWire.Write(writer, GeneratedCall.Of(s_shop, "Add_0", [], 1, 2), _pair));
        var announcements = new WireWriter();
        CallWire.Write(new WireWriter(), GeneratedCall.Of(s_shop, "Add_0", [], 1, 2), _pair);
        _pair.OutgoingTypes.WriteAnnouncements(announcements);

        Assert.Equal(3, first.Length);
        Assert.Equal([0], announcements.ToArray());
    }

    [Fact]
    public void Type_WithOtherFieldsHere_IsRefused()
    {
        var announcements = new WireWriter();
        _pair.OutgoingTypes.Write(new WireWriter(), typeof(Order));
        _pair.OutgoingTypes.WriteAnnouncements(announcements);
        var bytes = announcements.ToArray();
        bytes[^1] ^= 1;
        var table = new TypeTableReader();
        table.ReadAnnouncements(new WireReader(bytes));

        var error = Assert.Throws<WireFormatException>(() => table.ReadValueType(new WireReader([0]), _pair.Types));
        Assert.Contains("run the same build on all nodes", error.Message);
    }

    [Fact]
    public void Types_OfAMessageThatFailed_AreAnnouncedOrForgotten()
    {
        var writer = new WireWriter();
        var mark = _pair.OutgoingTypes.Mark();
        Assert.Throws<ArgumentException>(() => CallWire.Write(
            writer, GeneratedCall.Of(s_shop, "Pass_0", [], new TestRef<int>(), null, new Unnamed(), 7, Array.Empty<string>()), _pair));

        _pair.OutgoingTypes.Rollback(mark);
        Assert.False(_pair.OutgoingTypes.HasAnnouncements);
        var copy = Cross(GeneratedCall.Of(s_shop, "Pass_0", [], new TestRef<int>(), null, "fine", 7, Array.Empty<string>()));
        Assert.Equal("fine", GeneratedCall.Argument(copy, "_anything"));
    }

    [Fact]
    public void Argument_OfATypeThatNobodyNamed_IsRefusedWithOneSentence()
    {
        var call = GeneratedCall.Of(s_shop, "Pass_0", [], new TestRef<int>(), null, new Unnamed(), 7, Array.Empty<string>());

        var error = Assert.Throws<ArgumentException>(() => Cross(call));
        Assert.Equal(
            "The type RayAkka.Tests.Wire.Samples.Unnamed is not allowed to travel; name it in a signature of a remote class, or in rayakka.serialization.allowed-types.",
            error.Message);
        Assert.Equal(error.Message, Assert.Throws<ArgumentException>(() => _pair.Cross(new Dictionary<int, List<Unnamed[]>>())).Message);
        Assert.Equal(0, new WirePair(null, "RayAkka.Tests.Wire.Samples.*").Cross(new Unnamed()).Value);
    }

    [Fact]
    public void Type_ThatIsNoCall_IsNotRun()
    {
        var bytes = _pair.Encode(writer => _pair.OutgoingTypes.Write(writer, typeof(Order)));
        Assert.Throws<WireFormatException>(() => CallWire.Read(new WireReader(bytes), _pair));
        Assert.Throws<ArgumentException>(() => CallWire.Write(new WireWriter(), new TestRef<int>().As<object>(), _pair));
    }

    [Fact]
    public void ExpressionCall_OfAFunction_NamesTheMethodAndItsArguments()
    {
        var reference = new TestRef<int>();
        var copy = Cross(Ray.Task(() => ShopFunctions.Scale(reference.Value, 5, CancellationToken.None)).NewCall());

        var call = ((IExpressionCall)copy).Call!;
        Assert.Equal(nameof(ShopFunctions.Scale), call.Plan.Member.Name);
        Assert.Equal(CallArgumentKind.Dependency, call.Arguments[0].Kind);
        Assert.Same(reference, call.Arguments[0].Value);
        Assert.Equal(7L, call.Arguments[0].Conversion!.Apply(7));
        Assert.Equal(5L, call.Arguments[1].Value);
        Assert.Equal(CallArgumentKind.CancellationToken, call.Arguments[2].Kind);
        Assert.Equal("ShopFunctions.Scale", copy.CallName);
    }

    [Fact]
    public void ExpressionCall_OfAGenericFunction_KeepsItsTypeArguments()
    {
        var copy = Cross(Ray.Task(() => ShopFunctions.Twice(new Point(1, 2))).NewCall());

        var result = ((IExpressionCall)copy).Call!.Invoke(null, null, value => value, default);
        Assert.Equal([new Point(1, 2), new Point(1, 2)], Assert.IsType<Point[]>(result));
    }

    [Fact]
    public void ExpressionCall_OfTheRuntimesOwn_IsRefusedOnBothSides()
    {
        var call = Ray.Task(() => Environment.GetEnvironmentVariable("PATH")).NewCall();
        var open = new WirePair(null, "System.Environment");
        var writer = new WireWriter();
        CallWire.Write(writer, call, open);
        open.Announce();
        var closed = new WirePair { IncomingTypes = open.IncomingTypes };

        Assert.Contains("cannot be called on another node", Assert.Throws<ArgumentException>(() => Cross(call)).Message);
        Assert.Throws<WireFormatException>(() => CallWire.Read(new WireReader(writer.ToArray()), closed));
        Assert.Equal(4, ((IExpressionCall)Cross(Ray.Task(() => Math.Max(3, 4)).NewCall())).Call!.Invoke(null, null, value => value, default));
    }

    private ObjectRef Cross(ObjectRef call) => _pair.Cross(writer => CallWire.Write(writer, call, _pair), reader => CallWire.Read(reader, _pair));
}
