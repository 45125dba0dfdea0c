using RayAkka.CompilerServices;

namespace RayAkka.Expressions;

/// <summary>
/// The method and the copied arguments of one call. It never changes: the runtime may clone an invocation to run it on another node, and
/// the clones share this object. What an execution writes stands in the invocation.
/// </summary>
internal sealed class BoundCall(CallPlan plan, CallArgument[] arguments)
{
    public CallPlan Plan => plan;

    public ReadOnlySpan<CallArgument> Arguments => arguments;

    public void VisitDependencies(DependencyVisitor visitor)
    {
        foreach (var argument in arguments)
        {
            if (argument.Kind == CallArgumentKind.Dependency)
            {
                visitor.Add((ObjectRef)argument.Value!);
            }
        }
    }

    /// <summary>The same call with other refs.</summary>
    public BoundCall WithDependencies(DependencyMapper mapper) => new(
        plan,
        [.. arguments.Select(argument => argument.Kind == CallArgumentKind.Dependency
            ? argument with { Value = mapper.Replace((ObjectRef)argument.Value!) }
            : argument)]);

    /// <summary>Reads the objects of the refs.</summary>
    /// <returns>The objects, each at its parameter's place; null if there are no refs.</returns>
    public object?[]? Resolve(Func<ObjectRef, object?> read)
    {
        object?[]? resolved = null;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Kind == CallArgumentKind.Dependency)
            {
                resolved ??= new object?[arguments.Length];
                resolved[i] = read((ObjectRef)arguments[i].Value!);
            }
        }

        return resolved;
    }

    /// <summary>Runs the method once; what it throws comes out as it is.</summary>
    /// <param name="target">The actor's object; null for functions and constructors.</param>
    /// <param name="resolved">What <see cref="Resolve"/> returned.</param>
    /// <param name="forExecution">Gives this execution its own copy of an argument where it needs one.</param>
    /// <param name="token">The token of the execution.</param>
    public object? Invoke(object? target, object?[]? resolved, Func<object?, object?> forExecution, CancellationToken token)
    {
        var frame = new object?[arguments.Length];
        for (var i = 0; i < frame.Length; i++)
        {
            frame[i] = arguments[i].Kind switch
            {
                CallArgumentKind.Value => forExecution(arguments[i].Value),
                CallArgumentKind.CancellationToken => token,
                _ => arguments[i].Conversion is { } conversion ? conversion.Apply(resolved![i]) : resolved![i],
            };
        }

        return plan.Invoke(target, frame);
    }
}
