using RayAkka.CompilerServices;

namespace RayAkka.Expressions;

internal sealed class ExpressionVoidTaskCall(CallDescriptor descriptor, BoundCall call) : VoidTaskCall, IExpressionCall
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

    protected override void ReplaceDependencies(DependencyMapper mapper)
    {
        _call = _call?.WithDependencies(mapper);
        _resolved = null;
    }

    protected override void ReleaseArguments()
    {
        _call = null;
        _resolved = null;
    }

    protected override void Invoke() =>
        _call!.Invoke(null, _resolved, ForExecution<object?>, CancellationToken);
}
