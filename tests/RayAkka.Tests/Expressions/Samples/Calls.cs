using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using RayAkka.CompilerServices;
using RayAkka.Expressions;

namespace RayAkka.Tests.Expressions.Samples;

/// <summary>Parses expressions, and runs what came out without a runtime.</summary>
internal static class Calls
{
    public static ParsedCall Method<TResult>(Expression<Func<Gym, TResult>> call) => CallExpression.ParseMethod(call);

    public static ParsedCall Method(Expression<Action<Gym>> call) => CallExpression.ParseMethod(call);

    public static ParsedCall MethodOf<T, TResult>(Expression<Func<T, TResult>> call) => CallExpression.ParseMethod(call);

    public static ParsedCall Function<TResult>(Expression<Func<TResult>> call) => CallExpression.ParseFunction(call);

    public static ParsedCall Constructor<T>(Expression<Func<T>> call) => CallExpression.ParseConstructor(call);

    public static string MisuseOf(Action parse)
    {
        var message = Assert.Throws<ArgumentException>(parse).Message;
        Assert.Matches(@"^[^\r\n]+\.$", message);
        return message;
    }

    public static string MisuseOf<TResult>(Expression<Func<Gym, TResult>> call) => MisuseOf(() => Method(call));

    /// <summary>Runs the method with what the refs hold.</summary>
    public static object? Run(this ParsedCall call, object? target = null, CancellationToken token = default) =>
        call.Bind().Run(target, token);

    public static object? Run(this BoundCall bound, object? target = null, CancellationToken token = default)
    {
        var resolved = bound.Resolve(r => r.GetType().GetProperty("Given")!.GetValue(r));
        return bound.Invoke(target, resolved, value => value, token);
    }

    public static List<ObjectRef> Dependencies(this BoundCall bound)
    {
        var collector = new Collector();
        bound.VisitDependencies(collector);
        return collector.Refs;
    }

    /// <summary>A handle that belongs to no runtime.</summary>
    public static ActorHandle<T> HandleOf<T>()
        where T : class => (ActorHandle<T>)RuntimeHelpers.GetUninitializedObject(typeof(ActorHandle<T>));

    /// <summary>Calls the protected member that the runtime would call.</summary>
    public static object? RuntimeCalls(this ObjectRef call, string member, params object?[] arguments)
    {
        const BindingFlags Flags = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DoNotWrapExceptions;
        return call.GetType().GetMethod(member, Flags)!.Invoke(call, Flags, null, arguments, null);
    }

    internal sealed class Collector : DependencyVisitor
    {
        public List<ObjectRef> Refs { get; } = [];

        public override void Add(ObjectRef? reference) => Refs.Add(reference!);
    }
}
