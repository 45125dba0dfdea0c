using RayAkka.CompilerServices;

namespace RayAkka.Expressions;

internal sealed class ExpressionAsyncTaskCall<TResult>(CallDescriptor descriptor, BoundCall call) : AsyncTaskCall<TResult>, IExpressionCall
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

    protected override ValueTask<TResult> Invoke() =>
        ReturnedTask.Of<TResult>(_call!.Invoke(null, _resolved, ForExecution<object?>, CancellationToken), descriptor.Name);
}
