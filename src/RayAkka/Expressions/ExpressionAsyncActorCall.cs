using RayAkka.CompilerServices;

namespace RayAkka.Expressions;

internal sealed class ExpressionAsyncActorCall<TActor, TResult>(CallDescriptor descriptor, BoundCall call) : AsyncActorCall<TActor, TResult>, IExpressionCall
    where TActor : class
{
    private BoundCall? _call = call;
    private object?[]? _resolved;

    BoundCall? IExpressionCall.Call
    {
        get => _call;
        set => _call = value;
    }

    protected override CallDescriptor? Descriptor => descriptor;

    protected override void VisitDependencies(DependencyVisitor visitor) => _call?.VisitDependencies(visitor);

    protected override void ResolveDependencies() => _resolved = _call!.Resolve(ReadArgument<object?>);

    protected override void ReleaseArguments()
    {
        _call = null;
        _resolved = null;
    }

    protected override ValueTask<TResult> Invoke(TActor actor) =>
        ReturnedTask.Of<TResult>(_call!.Invoke(actor, _resolved, ForExecution<object?>, CancellationToken), descriptor.Name);
}
