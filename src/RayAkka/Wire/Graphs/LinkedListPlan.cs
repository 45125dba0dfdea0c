namespace RayAkka.Wire;

/// <summary>Where linked lists are found.</summary>
internal static class LinkedListPlan
{
    public static Type? BaseOf(Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.IsGenericType && current.GetGenericTypeDefinition() == typeof(LinkedList<>))
            {
                return current;
            }
        }

        return null;
    }
}
