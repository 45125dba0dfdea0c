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
        var values = new object?[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (arguments[i].Kind == CallArgumentKind.Value)
            {
                values[i] = Isolate.Copy(arguments[i].Value);
            }
        }

        return new BoundCall(Plan, arguments, values);
    }
}
