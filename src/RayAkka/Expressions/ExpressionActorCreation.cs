using RayAkka.CompilerServices;

namespace RayAkka.Expressions;

internal sealed class ExpressionActorCreation<TActor>(ActorDescriptor descriptor, BoundCall call) : ActorCreation<TActor>, IExpressionCall
    where TActor : class
{
    private BoundCall? _call = call;
    private object?[]? _resolved;

    BoundCall? IExpressionCall.Call
    {
        get => _call;
        set => _call = value;
    }

    protected override ActorDescriptor Class => descriptor;

    protected override void VisitDependencies(DependencyVisitor visitor) => _call?.VisitDependencies(visitor);

    protected override void ResolveDependencies() => _resolved = _call!.Resolve(ReadArgument<object?>);

    protected override void ReleaseArguments()
    {
        _call = null;
        _resolved = null;
    }

    protected override TActor Create() =>
        (TActor)_call!.Invoke(null, _resolved, ForExecution<object?>, CancellationToken)!;
}
