namespace RayAkka.Execution;

/// <summary>The ExecutionContext in which nothing flows.</summary>
internal static class CleanContext
{
    public static ExecutionContext Value { get; } = Make();

    private static ExecutionContext Make()
    {
        ExecutionContext? clean = null;
        var thread = new Thread(() => clean = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return clean!;
    }
}
