namespace RayAkka.Expressions;

/// <summary>What a method returns that streams.</summary>
internal static class ReturnedStream
{
    /// <summary>The type of the items; null for a type that is no stream.</summary>
    public static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>) ? type.GetGenericArguments()[0] : null;
}
