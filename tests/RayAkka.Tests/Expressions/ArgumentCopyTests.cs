using RayAkka.Expressions;
using RayAkka.Tests.Expressions.Samples;

namespace RayAkka.Tests.Expressions;

public class ArgumentCopyTests
{
    private readonly List<int> _log = [1];

    [Fact]
    public void Bind_MutableArgument_IsCopiedForEachCall()
    {
        var call = Calls.Method(x => x.Echo(_log));
        var first = (List<int>)call.Bind().Run(new Gym("g"))!;
        _log.Add(2);
        var second = (List<int>)call.Bind().Run(new Gym("g"))!;

        Assert.Equal([1], first);
        Assert.Equal([1, 2], second);
        Assert.NotSame(_log, second);
    }

    [Fact]
    public void Bind_MutableObjectInAnObjectParameter_IsCopied()
    {
        var given = Calls.Method(x => x.Echo<object>(_log)).Run(new Gym("g"));

        Assert.Equal(_log, Assert.IsType<List<int>>(given));
        Assert.NotSame(_log, given);
    }

    [Fact]
    public void Bind_DelegateInAnObjectParameter_IsRefused()
    {
        object callback = () => 3;
        var call = Calls.Method(x => x.Describe(callback));

        Assert.Throws<ArgumentException>(call.Bind);
    }

    [Fact]
    public void Bind_RefsAndHandlesInsideAnArgument_KeepTheirIdentity()
    {
        List<ObjectRef<int>> refs = [new FakeRef<int>(1)];
        List<ActorHandle<Gym>> handles = [Calls.HandleOf<Gym>()];

        Assert.Same(refs[0], ((List<ObjectRef<int>>)Calls.Method(x => x.Echo(refs)).Run(new Gym("g"))!)[0]);
        Assert.Same(handles[0], ((List<ActorHandle<Gym>>)Calls.Method(x => x.Echo(handles)).Run(new Gym("g"))!)[0]);
    }
}
