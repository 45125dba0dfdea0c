using RayAkka.CompilerServices;
using RayAkka.Expressions;
using RayAkka.Tests.Expressions.Samples;

namespace RayAkka.Tests.Expressions;

/// <summary>Each shape of method finds its overload and becomes the invocation the generator would write.</summary>
public class CallShapeTests
{
    private readonly ActorHandle<Gym> _handle = Calls.HandleOf<Gym>();
    private readonly Gym _gym = new("g");

    [Fact]
    public void HandleTask_Value_IsAnActorCall()
    {
        ActorTaskExpression<int> call = _handle.Task(x => x.Step(3));

        Assert.Equal(3, Assert.IsAssignableFrom<ActorCall<Gym, int>>(call.NewCall()).RuntimeCalls("Invoke", _gym));
    }

    [Fact]
    public void HandleTask_Void_IsAVoidActorCall()
    {
        ActorTaskExpression call = _handle.Task(x => x.Log());
        Assert.IsAssignableFrom<VoidActorCall<Gym>>(call.NewCall()).RuntimeCalls("Invoke", _gym);

        Assert.Equal(-1, _gym.Steps);
    }

    [Fact]
    public async Task HandleTask_TaskWithResult_IsAnAsyncActorCall()
    {
        ActorTaskExpression<int> call = _handle.Task(x => x.StepAsync(3));
        var invocation = Assert.IsAssignableFrom<AsyncActorCall<Gym, int>>(call.NewCall());

        Assert.Equal(3, await (ValueTask<int>)invocation.RuntimeCalls("Invoke", _gym)!);
    }

    [Fact]
    public async Task HandleTask_Task_IsAnAsyncVoidActorCall()
    {
        ActorTaskExpression call = _handle.Task(x => x.NoResultAsync());
        await (ValueTask)Assert.IsAssignableFrom<AsyncVoidActorCall<Gym>>(call.NewCall()).RuntimeCalls("Invoke", _gym)!;

        Assert.Equal(77, _gym.Steps);
    }

    [Fact]
    public async Task HandleTask_ValueTaskWithResult_IsAnAsyncActorCall()
    {
        ActorTaskExpression<int> call = _handle.Task(x => x.StepValueAsync(3));
        var invocation = Assert.IsAssignableFrom<AsyncActorCall<Gym, int>>(call.NewCall());

        Assert.Equal(3, await (ValueTask<int>)invocation.RuntimeCalls("Invoke", _gym)!);
    }

    [Fact]
    public async Task HandleTask_ValueTask_IsAnAsyncVoidActorCall()
    {
        ActorTaskExpression call = _handle.Task(x => x.NoResultValueAsync());
        await (ValueTask)Assert.IsAssignableFrom<AsyncVoidActorCall<Gym>>(call.NewCall()).RuntimeCalls("Invoke", _gym)!;

        Assert.Equal(78, _gym.Steps);
    }

    [Fact]
    public void HandleTask_NullInPlaceOfATask_SaysSo()
    {
        var call = _handle.Task(x => x.NullTask()).NewCall();

        Assert.Contains(
            "Gym.NullTask returned null in place of a task",
            Assert.Throws<InvalidOperationException>(() => call.RuntimeCalls("Invoke", _gym)).Message);
    }

    [Fact]
    public async Task RayTask_EachShape_IsItsTaskCall()
    {
        TaskExpression<int> value = Ray.Task(() => Functions.Unmarked(3));
        TaskExpression nothing = Ray.Task(() => Functions.Nothing());
        TaskExpression<int> task = Ray.Task(() => Functions.FunctionAsync(4));
        TaskExpression bareTask = Ray.Task(() => Functions.NothingAsync());
        TaskExpression<int> valueTask = Ray.Task(() => Functions.FunctionValueAsync(5));
        TaskExpression bareValueTask = Ray.Task(() => Functions.NothingValueAsync());

        Assert.Equal(3, Assert.IsAssignableFrom<TaskCall<int>>(value.NewCall()).RuntimeCalls("Invoke"));
        Assert.Null(Assert.IsAssignableFrom<VoidTaskCall>(nothing.NewCall()).RuntimeCalls("Invoke"));
        Assert.Equal(9, Gym.Shared);
        Assert.Equal(4, await (ValueTask<int>)Assert.IsAssignableFrom<AsyncTaskCall<int>>(task.NewCall()).RuntimeCalls("Invoke")!);
        await (ValueTask)Assert.IsAssignableFrom<AsyncVoidTaskCall>(bareTask.NewCall()).RuntimeCalls("Invoke")!;
        Assert.Equal(5, await (ValueTask<int>)Assert.IsAssignableFrom<AsyncTaskCall<int>>(valueTask.NewCall()).RuntimeCalls("Invoke")!);
        await (ValueTask)Assert.IsAssignableFrom<AsyncVoidTaskCall>(bareValueTask.NewCall()).RuntimeCalls("Invoke")!;
    }

    [Fact]
    public void Creation_Create_RunsTheConstructor()
    {
        var creation = new ExpressionActorCreation<Gym>(
            Descriptors.OfClass(typeof(Gym)),
            Calls.Constructor(() => new Gym("pole")).Bind());

        Assert.Equal("pole", ((Gym)creation.RuntimeCalls("Create")!).Name);
    }

    [Fact]
    public void ReleaseArguments_Called_LetsGoOfEverything()
    {
        var call = _handle.Task(x => x.Step(3)).NewCall();
        call.RuntimeCalls("ReleaseArguments");

        var kept = call.GetType().GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)
            .Where(f => f.DeclaringType == call.GetType() && f.GetValue(call) is BoundCall or object[]);
        Assert.Empty(kept);
    }

    [Fact]
    public void NewCall_Twice_GivesTwoCalls()
    {
        var call = _handle.Task(x => x.Step(3));

        Assert.NotSame(call.NewCall(), call.NewCall());
    }

    [Fact]
    public void Options_Null_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => Ray.Actor(() => new Gym("a")).Options(null!));
        Assert.Throws<ArgumentNullException>(() => Ray.Task(() => Functions.Unmarked(1)).Options(null!));
        Assert.Throws<ArgumentNullException>(() => Ray.Task(() => Functions.Nothing()).Options(null!));
        Assert.Throws<ArgumentNullException>(() => _handle.Task(x => x.Step(1)).Options(null!));
        Assert.Throws<ArgumentNullException>(() => _handle.Task(x => x.Log()).Options(null!));
    }
}
