using RayAkka.CompilerServices;
using RayAkka.Tests.Expressions.Samples;

namespace RayAkka.Tests.Expressions;

/// <summary>What the runtime asks of every invocation that an expression became.</summary>
public class InvocationDependencyTests
{
    private static readonly ObjectRef<int> s_five = new FakeRef<int>(5);

    public static TheoryData<string> Shapes => ["value", "void", "async", "async void", "function", "void function", "async function", "async void function"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void VisitDependencies_UntilReleased_NamesTheRefs(string shape)
    {
        var call = NewCall(shape);
        Assert.Equal([s_five], DependenciesOf(call));

        call.RuntimeCalls("ReleaseArguments");
        Assert.Empty(DependenciesOf(call));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Descriptor_EachShape_NamesTheMethod(string shape)
    {
        var descriptor = (CallDescriptor)NewCall(shape).RuntimeCalls("get_Descriptor")!;

        Assert.Matches(@"^(Gym|Functions)\.\w+$", descriptor.Name);
    }

    private static List<ObjectRef> DependenciesOf(ObjectRef call)
    {
        var collector = new Calls.Collector();
        call.RuntimeCalls("VisitDependencies", collector);
        return collector.Refs;
    }

    private static ObjectRef NewCall(string shape)
    {
        var handle = Calls.HandleOf<Gym>();
        return shape switch
        {
            "value" => handle.Task(x => x.Step(s_five.Value)).NewCall(),
            "void" => handle.Task(x => x.LogValue(s_five.Value)).NewCall(),
            "async" => handle.Task(x => x.StepAsync(s_five.Value)).NewCall(),
            "async void" => handle.Task(x => x.NoResultAsync(s_five.Value)).NewCall(),
            "function" => Ray.Task(() => Functions.Unmarked(s_five.Value)).NewCall(),
            "void function" => Ray.Task(() => Functions.Nothing(s_five.Value)).NewCall(),
            "async function" => Ray.Task(() => Functions.FunctionAsync(s_five.Value)).NewCall(),
            _ => Ray.Task(() => Functions.NothingAsync(s_five.Value)).NewCall(),
        };
    }
}
