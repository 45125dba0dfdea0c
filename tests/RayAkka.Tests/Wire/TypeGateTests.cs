using System.Reflection;
using RayAkka.Tests.Wire.Samples;
using RayAkka.Wire;

namespace RayAkka.Tests.Wire;

public sealed class TypeGateTests
{
    private readonly TypeGate _gate = new();

    [Theory]
    [InlineData(typeof(int))]
    [InlineData(typeof(DayOfWeek))]
    [InlineData(typeof(List<Dictionary<string, int?[]>>))]
    [InlineData(typeof((int, string)))]
    [InlineData(typeof(Order))]
    [InlineData(typeof(Order[][]))]
    [InlineData(typeof(IShape))]
    [InlineData(typeof(Circle))]
    [InlineData(typeof(Point))]
    [InlineData(typeof(List<Circle>))]
    [InlineData(typeof(Dictionary<Order, IShape>))]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(ShopException))]
    [InlineData(typeof(ActorHandle<Shop>))]
    [InlineData(typeof(ObjectRef<Order>))]
    public void Type_ThatASignatureNamesOrPlain_IsAllowed(Type type) => Assert.True(new TypeGate().IsAllowed(type));

    [Theory]
    [InlineData(typeof(Unnamed))]
    [InlineData(typeof(List<Unnamed>))]
    [InlineData(typeof(Unnamed[,]))]
    [InlineData(typeof(ValueTuple<int, Unnamed>))]
    [InlineData(typeof(ObjectRef<Unnamed>))]
    [InlineData(typeof(Action))]
    [InlineData(typeof(Action[]))]
    [InlineData(typeof(Task<int>))]
    [InlineData(typeof(FileInfo))]
    [InlineData(typeof(System.Diagnostics.Process))]
    [InlineData(typeof(System.Timers.Timer))]
    [InlineData(typeof(List<>))]
    [InlineData(typeof(int*))]
    [InlineData(typeof(nint))]
    [InlineData(typeof(TypeGate))]
    [InlineData(typeof(Shop))]
    public void Type_ThatNobodyNamed_IsRefused(Type type) => Assert.False(new TypeGate().IsAllowed(type));

    [Fact]
    public void Type_ThatTheConfigurationNames_IsAllowed()
    {
        Assert.True(new TypeGate(["RayAkka.Tests.Wire.Samples.Unnamed"]).IsAllowed(typeof(List<Unnamed>)));
        Assert.True(new TypeGate(["RayAkka.Tests.Wire.*"]).IsAllowed(typeof(Unnamed)));
        Assert.True(new TypeGate(["RayAkka.Tests.Wire.TypeGateTests.Inner"]).IsAllowed(typeof(Inner)));
        Assert.False(new TypeGate(["RayAkka.Tests.Wire.Samples.Unname"]).IsAllowed(typeof(Unnamed)));
        Assert.False(new TypeGate(["System.*"]).IsAllowed(typeof(Action)));
    }

    [Theory]
    [InlineData(typeof(Environment), "get_MachineName", false)]
    [InlineData(typeof(System.Diagnostics.Process), "GetCurrentProcess", false)]
    [InlineData(typeof(File), "Exists", false)]
    [InlineData(typeof(TypeGate), "Refused", false)]
    [InlineData(typeof(Math), "BigMul", true)]
    [InlineData(typeof(List<int>), "Clear", true)]
    [InlineData(typeof(ShopFunctions), "Scale", true)]
    [InlineData(typeof(Assert), "Equal", true)]
    public void Method_OfTheExpressionForm_IsCallableIfItIsUserCode(Type type, string name, bool isCallable) =>
        Assert.Equal(isCallable, _gate.IsCallable(type.GetMethods().First(method => method.Name == name), null));

    [Fact]
    public void Method_ThatAnActorInherits_GoesByTheActorsClass() =>
        Assert.True(_gate.IsCallable(typeof(object).GetMethod(nameof(ToString))!, typeof(Shop)));

    [Theory]
    [InlineData(typeof(List<Order>))]
    [InlineData(typeof(Dictionary<string, int[,][]>))]
    [InlineData(typeof(TypeGateTests.Outer<int>.Nested<Order>))]
    [InlineData(typeof((int, (string, Order[]))))]
    public void Name_OfAType_FindsIt(Type type)
    {
        var name = TypeSpelling.Of(type);

        Assert.Same(type, TypeResolver.Resolve(name, _ => true));
        Assert.DoesNotContain("Version", name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("System.Int32")]
    [InlineData("System.Int32, No.Such.Assembly")]
    [InlineData("No.Such.Type, System.Private.CoreLib")]
    [InlineData("System.Int32&, System.Private.CoreLib")]
    [InlineData("System.Collections.Generic.List`1, System.Private.CoreLib")]
    [InlineData("System.Collections.Generic.List`1[[System.Int32, System.Private.CoreLib],[System.Int32, System.Private.CoreLib]], System.Private.CoreLib")]
    [InlineData("System.Nullable`1[[System.String, System.Private.CoreLib]], System.Private.CoreLib")]
    [InlineData("System.Span`1[[System.Int32, System.Private.CoreLib]], System.Private.CoreLib")]
    [InlineData("[[[")]
    public void Name_ThatIsNone_IsRefused(string name) => Assert.Throws<WireFormatException>(() => TypeResolver.Resolve(name, _ => true));

    [Fact]
    public void Parts_OfAName_AreJudgedBeforeTheyArePutTogether()
    {
        var judged = new List<Type>();
        Assert.Throws<WireFormatException>(() => TypeResolver.Resolve(TypeSpelling.Of(typeof(Dictionary<Unnamed, int>)), type =>
        {
            judged.Add(type);
            return type != typeof(Unnamed);
        }));

        Assert.Equal([typeof(Unnamed)], judged);
    }

    private sealed class Inner;

    private sealed class Outer<T>
    {
        public sealed class Nested<TOther>
        {
            public T? One { get; set; }

            public TOther? Other { get; set; }
        }
    }
}
