using System.Runtime.CompilerServices;

namespace RayAkka.Objects;

/// <summary>
/// Finds out whether a method waits for a task: it awaits the task, or an async method that does, and so on. A task does not say who awaits it, so
/// this reads its continuation, as debuggers do for their async stacks. Only the state machines of async methods are followed: each awaits one thing at
/// a time and cannot go on before that. What else may hang on a task, such as Task.WhenAny, has ways out that cannot be seen from here.
/// </summary>
internal static class AwaitChain
{
    private const int MaxLength = 1000;

    private static readonly bool s_isReadable = IsReadable();

    /// <summary>Whether <paramref name="method"/> cannot go on before <paramref name="awaited"/> is complete. False as well where that is not known.</summary>
    public static bool Leads(Task awaited, Task? method)
    {
        if (ReferenceEquals(awaited, method))
        {
            return true;
        }

        if (method is null || !s_isReadable)
        {
            return false;
        }

        List<Task> others = [];
        var task = awaited;
        for (var length = 0; length < MaxLength; length++)
        {
            switch (ContinuationOf(task))
            {
                case List<object?> several:
                    lock (several)
                    {
                        several.ForEach(one => AddMachine(one, others));
                    }

                    break;
                case { } one:
                    AddMachine(one, others);
                    break;
                default:
                    break;
            }

            if (others is [])
            {
                return false;
            }

            task = others[^1];
            others.RemoveAt(others.Count - 1);
            if (ReferenceEquals(task, method))
            {
                return true;
            }
        }

        return false;
    }

    // The state machine is a task itself: the one that its method returned.
    private static void AddMachine(object? continuation, List<Task> machines)
    {
        var target = continuation is Action action ? action.Target : continuation;
        if (target is Task task && IsStateMachine(task.GetType()))
        {
            machines.Add(task);
        }
    }

    private static bool IsStateMachine(Type type) =>
        type.IsGenericType && type.DeclaringType is { } builder && builder.Namespace == typeof(AsyncTaskMethodBuilder).Namespace;

    // Should a later .NET keep it elsewhere, circles of calls are found as far as they can be seen without it.
    private static bool IsReadable()
    {
        try
        {
            _ = ContinuationOf(Task.CompletedTask);
            return true;
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_continuationObject")]
    private static extern ref object? ContinuationOf(Task task);
}
