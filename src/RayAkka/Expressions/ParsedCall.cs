using RayAkka.Isolation;

namespace RayAkka.Expressions;

/// <summary>What an expression says: which method, with which arguments. It never changes, so it can be submitted any number of times.</summary>
internal sealed class ParsedCall(CallPlan plan, CallArgument[] arguments)
{
    public CallPlan Plan { get; } = plan;

    public IReadOnlyList<CallArgument> Arguments => arguments;

    /// <summary>Makes the arguments of one call, copied as those of a generated call are: each for itself.</summary>
    public BoundCall Bind()
    {
        var copies = new CallArgument[arguments.Length];
        for (var i = 0; i < copies.Length; i++)
        {
            copies[i] = arguments[i].Kind == CallArgumentKind.Value
                ? new CallArgument(CallArgumentKind.Value, Isolate.Copy(arguments[i].Value))
                : arguments[i];
        }

        return new BoundCall(Plan, copies);
    }
}
