using RayAkka.Tests.Expressions.Samples;

namespace RayAkka.Tests.Expressions;

public class ExecutionCopyTests
{
    [Fact]
    public void Invoke_MayRunAgain_EachExecutionGetsAnArgumentOfItsOwn()
    {
        var log = new List<int> { 1 };
        var bound = Calls.Method(x => x.Reset(log)).Bind();
        var given = new List<object?>();

        object? Fresh(object? value)
        {
            given.Add(new List<int>((List<int>)value!));
            return given[^1];
        }

        bound.Invoke(new Gym("g"), null, Fresh, default);
        bound.Invoke(new Gym("g"), null, Fresh, default);

        Assert.Equal([1, 0], (List<int>)given[0]!);
        Assert.Equal([1, 0], (List<int>)given[1]!);
    }
}
