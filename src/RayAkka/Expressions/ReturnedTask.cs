namespace RayAkka.Expressions;

/// <summary>What an asynchronous method returns, as one type.</summary>
internal static class ReturnedTask
{
    public static ValueTask<TResult> Of<TResult>(object? returned, string method) => returned switch
    {
        Task<TResult> task => new ValueTask<TResult>(task),
        ValueTask<TResult> task => task,
        _ => throw Missing(method),
    };

    public static ValueTask Of(object? returned, string method) => returned switch
    {
        Task task => new ValueTask(task),
        ValueTask task => task,
        _ => throw Missing(method),
    };

    public static bool IsTask(Type type) =>
        type == typeof(Task)
        || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(Task<>) || definition == typeof(ValueTask<>)));

    private static InvalidOperationException Missing(string method) =>
        new($"{method} returned null in place of a task; return Task.CompletedTask or Task.FromResult.");
}
