using System.Linq.Expressions;
using RayAkka.Expressions;

namespace RayAkka;

/// <content>The expression form of a call; see <see cref="Ray.Actor{T}"/> for what its arguments may be.</content>
public sealed partial class ActorHandle<T>
{
    /// <summary>
    /// Prepares a call: <c>handle.Task(x =&gt; x.Step(action.Value)).Remote()</c>. <c>action.Value</c> passes the object of the ref
    /// <c>action</c>. A <see cref="CancellationToken"/> argument must be <see cref="CancellationToken.None"/> or default: the runtime puts
    /// the call's own token there. Reading a property counts as a call.
    /// </summary>
    /// <typeparam name="TResult">The method's result.</typeparam>
    /// <param name="call">One call of a method of the actor itself and nothing around it.</param>
    /// <exception cref="ArgumentException">The expression is anything else, or the method cannot be called remotely.</exception>
    public ActorTaskExpression<TResult> Task<TResult>(Expression<Func<T, TResult>> call)
    {
        var (parsed, descriptor) = Parse(call);
        return new ActorTaskExpression<TResult>(this, () => new ExpressionActorCall<T, TResult>(descriptor, parsed.Bind()), null);
    }

    /// <summary>Prepares a call of a method that returns nothing; see <see cref="Task{TResult}(Expression{Func{T, TResult}})"/>.</summary>
    /// <param name="call">One call of a method of the actor itself and nothing around it.</param>
    /// <exception cref="ArgumentException">The expression is anything else, or the method cannot be called remotely.</exception>
    public ActorTaskExpression Task(Expression<Action<T>> call)
    {
        var (parsed, descriptor) = Parse(call);
        return new ActorTaskExpression(this, () => new ExpressionVoidActorCall<T>(descriptor, parsed.Bind()), null);
    }

    /// <summary>Prepares a call of an asynchronous method; see <see cref="Task{TResult}(Expression{Func{T, TResult}})"/>.</summary>
    /// <typeparam name="TResult">The result of the task it returns.</typeparam>
    /// <param name="call">One call of a method of the actor itself and nothing around it.</param>
    /// <exception cref="ArgumentException">The expression is anything else, or the method cannot be called remotely.</exception>
    public ActorTaskExpression<TResult> Task<TResult>(Expression<Func<T, Task<TResult>>> call)
    {
        var (parsed, descriptor) = Parse(call);
        return new ActorTaskExpression<TResult>(this, () => new ExpressionAsyncActorCall<T, TResult>(descriptor, parsed.Bind()), null);
    }

    /// <summary>Prepares a call of an asynchronous method without a result; see <see cref="Task{TResult}(Expression{Func{T, TResult}})"/>.</summary>
    /// <param name="call">One call of a method of the actor itself and nothing around it.</param>
    /// <exception cref="ArgumentException">The expression is anything else, or the method cannot be called remotely.</exception>
    public ActorTaskExpression Task(Expression<Func<T, Task>> call)
    {
        var (parsed, descriptor) = Parse(call);
        return new ActorTaskExpression(this, () => new ExpressionAsyncVoidActorCall<T>(descriptor, parsed.Bind()), null);
    }

    /// <summary>Prepares a call of an asynchronous method; see <see cref="Task{TResult}(Expression{Func{T, TResult}})"/>.</summary>
    /// <typeparam name="TResult">The result of the task it returns.</typeparam>
    /// <param name="call">One call of a method of the actor itself and nothing around it.</param>
    /// <exception cref="ArgumentException">The expression is anything else, or the method cannot be called remotely.</exception>
    public ActorTaskExpression<TResult> Task<TResult>(Expression<Func<T, ValueTask<TResult>>> call)
    {
        var (parsed, descriptor) = Parse(call);
        return new ActorTaskExpression<TResult>(this, () => new ExpressionAsyncActorCall<T, TResult>(descriptor, parsed.Bind()), null);
    }

    /// <summary>Prepares a call of an asynchronous method without a result; see <see cref="Task{TResult}(Expression{Func{T, TResult}})"/>.</summary>
    /// <param name="call">One call of a method of the actor itself and nothing around it.</param>
    /// <exception cref="ArgumentException">The expression is anything else, or the method cannot be called remotely.</exception>
    public ActorTaskExpression Task(Expression<Func<T, ValueTask>> call)
    {
        var (parsed, descriptor) = Parse(call);
        return new ActorTaskExpression(this, () => new ExpressionAsyncVoidActorCall<T>(descriptor, parsed.Bind()), null);
    }

    /// <summary>Prepares a call of a method that streams; see <see cref="Task{TResult}(Expression{Func{T, TResult}})"/>.</summary>
    /// <typeparam name="TItem">The items' type.</typeparam>
    /// <param name="call">One call of a method of the actor itself and nothing around it.</param>
    /// <exception cref="ArgumentException">The expression is anything else, or the method cannot be called remotely.</exception>
    public ActorStreamExpression<TItem> Task<TItem>(Expression<Func<T, IAsyncEnumerable<TItem>>> call)
    {
        var (parsed, descriptor) = Parse(call);
        return new ActorStreamExpression<TItem>(this, () => new ExpressionStreamActorCall<T, TItem>(descriptor, parsed.Bind()), null);
    }

    private static (ParsedCall Call, CompilerServices.CallDescriptor Descriptor) Parse(LambdaExpression call)
    {
        var parsed = CallExpression.ParseMethod(call);
        return (parsed, Descriptors.OfMethod(typeof(T), parsed.Plan));
    }
}
