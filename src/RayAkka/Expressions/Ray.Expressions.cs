using System.Linq.Expressions;
using RayAkka.Expressions;

namespace RayAkka;

/// <content>
/// The expression form: actors and tasks of any class and function that the writer of the expression can call: public ones, and others
/// where C# lets the writer name them; unmarked ones of other people's libraries too. It means the same as the generated form and is slower. All of it follows one rule for arguments: they are computed
/// once, on the caller's thread, when the expression is given (so that a wrong one fails there), and copied at each <c>Remote()</c>.
/// </content>
public static partial class Ray
{
    /// <summary>
    /// Prepares an actor: <c>Ray.Actor(() =&gt; new Gym("CartPole")).Remote()</c>. As a whole argument, <c>ref.Value</c> passes the object
    /// of a ref, which may still be computed; a ref without <c>.Value</c> is passed as the ref it is. A <see cref="CancellationToken"/>
    /// argument must be <see cref="CancellationToken.None"/> or default: the runtime puts the actor's own token there.
    /// </summary>
    /// <typeparam name="T">The class; its <see cref="RemoteAttribute"/>, if it has one, gives the defaults of the options.</typeparam>
    /// <param name="constructor">One constructor call and nothing around it.</param>
    /// <exception cref="ArgumentException">The expression is anything else, or the constructor cannot be called remotely.</exception>
    public static ActorExpression<T> Actor<T>(Expression<Func<T>> constructor)
        where T : class
    {
        var call = CallExpression.ParseConstructor(constructor);
        return new ActorExpression<T>(call, Descriptors.OfClass(typeof(T)), null);
    }

    /// <summary>
    /// Prepares a task: <c>Ray.Task(() =&gt; Fib(30)).Remote()</c>. Arguments are given as to <see cref="Actor{T}"/>; a property read counts as
    /// a call.
    /// </summary>
    /// <typeparam name="TResult">The function's result.</typeparam>
    /// <param name="call">One call of a static method and nothing around it.</param>
    /// <exception cref="ArgumentException">The expression is anything else, or the function cannot be called remotely.</exception>
    public static TaskExpression<TResult> Task<TResult>(Expression<Func<TResult>> call)
    {
        var (parsed, descriptor) = ParseFunction(call);
        return new TaskExpression<TResult>(() => new ExpressionTaskCall<TResult>(descriptor, parsed.Bind()), null);
    }

    /// <summary>Prepares a task of a function that returns nothing; see <see cref="Task{TResult}(Expression{Func{TResult}})"/>.</summary>
    /// <param name="call">One call of a static method and nothing around it.</param>
    /// <exception cref="ArgumentException">The expression is anything else, or the function cannot be called remotely.</exception>
    public static TaskExpression Task(Expression<Action> call)
    {
        var (parsed, descriptor) = ParseFunction(call);
        return new TaskExpression(() => new ExpressionVoidTaskCall(descriptor, parsed.Bind()), null);
    }

    /// <summary>Prepares a task of an asynchronous function; see <see cref="Task{TResult}(Expression{Func{TResult}})"/>.</summary>
    /// <typeparam name="TResult">The result of the task it returns.</typeparam>
    /// <param name="call">One call of a static method and nothing around it.</param>
    /// <exception cref="ArgumentException">The expression is anything else, or the function cannot be called remotely.</exception>
    public static TaskExpression<TResult> Task<TResult>(Expression<Func<Task<TResult>>> call)
    {
        var (parsed, descriptor) = ParseFunction(call);
        return new TaskExpression<TResult>(() => new ExpressionAsyncTaskCall<TResult>(descriptor, parsed.Bind()), null);
    }

    /// <summary>Prepares a task of an asynchronous function without a result; see <see cref="Task{TResult}(Expression{Func{TResult}})"/>.</summary>
    /// <param name="call">One call of a static method and nothing around it.</param>
    /// <exception cref="ArgumentException">The expression is anything else, or the function cannot be called remotely.</exception>
    public static TaskExpression Task(Expression<Func<Task>> call)
    {
        var (parsed, descriptor) = ParseFunction(call);
        return new TaskExpression(() => new ExpressionAsyncVoidTaskCall(descriptor, parsed.Bind()), null);
    }

    /// <summary>Prepares a task of an asynchronous function; see <see cref="Task{TResult}(Expression{Func{TResult}})"/>.</summary>
    /// <typeparam name="TResult">The result of the task it returns.</typeparam>
    /// <param name="call">One call of a static method and nothing around it.</param>
    /// <exception cref="ArgumentException">The expression is anything else, or the function cannot be called remotely.</exception>
    public static TaskExpression<TResult> Task<TResult>(Expression<Func<ValueTask<TResult>>> call)
    {
        var (parsed, descriptor) = ParseFunction(call);
        return new TaskExpression<TResult>(() => new ExpressionAsyncTaskCall<TResult>(descriptor, parsed.Bind()), null);
    }

    /// <summary>Prepares a task of an asynchronous function without a result; see <see cref="Task{TResult}(Expression{Func{TResult}})"/>.</summary>
    /// <param name="call">One call of a static method and nothing around it.</param>
    /// <exception cref="ArgumentException">The expression is anything else, or the function cannot be called remotely.</exception>
    public static TaskExpression Task(Expression<Func<ValueTask>> call)
    {
        var (parsed, descriptor) = ParseFunction(call);
        return new TaskExpression(() => new ExpressionAsyncVoidTaskCall(descriptor, parsed.Bind()), null);
    }

    /// <summary>Prepares a task of a function that streams; see <see cref="Task{TResult}(Expression{Func{TResult}})"/>.</summary>
    /// <typeparam name="TItem">The items' type.</typeparam>
    /// <param name="call">One call of a static method and nothing around it.</param>
    /// <exception cref="ArgumentException">The expression is anything else, or the function cannot be called remotely.</exception>
    public static TaskStreamExpression<TItem> Task<TItem>(Expression<Func<IAsyncEnumerable<TItem>>> call)
    {
        var (parsed, descriptor) = ParseFunction(call);
        return new TaskStreamExpression<TItem>(() => new ExpressionStreamTaskCall<TItem>(descriptor, parsed.Bind()), null);
    }

    private static (ParsedCall Call, CompilerServices.CallDescriptor Descriptor) ParseFunction(LambdaExpression call)
    {
        var parsed = CallExpression.ParseFunction(call);
        return (parsed, Descriptors.OfFunction(parsed.Plan));
    }
}
