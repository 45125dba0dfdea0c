using RayAkka.CompilerServices;

namespace RayAkka.Expressions;

internal sealed class ExpressionStreamActorCall<TActor, TItem>(CallDescriptor descriptor, BoundCall call) : StreamActorCall<TActor, TItem>, IExpressionCall
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

    protected override IAsyncEnumerable<TItem> Invoke(TActor actor) =>
        (IAsyncEnumerable<TItem>)_call!.Invoke(actor, _resolved, ForExecution<object?>, CancellationToken)!;
}
