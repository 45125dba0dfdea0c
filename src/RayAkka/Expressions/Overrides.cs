using System.Reflection;

namespace RayAkka.Expressions;

/// <summary>
/// An expression names the first declaration of a virtual method, or the interface's; the attributes that count stand on what the actor's
/// class made of it.
/// </summary>
internal static class Overrides
{
    private const BindingFlags DeclaredHere =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The method's declarations along the class's bases, the most derived one first, the one given last.</summary>
    public static IEnumerable<MethodInfo> NearestFirst(Type actor, MethodInfo method)
    {
        var implemented = method.DeclaringType!.IsInterface ? Implementation(actor, method) : method;
        if (implemented.IsVirtual && !actor.IsInterface)
        {
            var root = implemented.GetBaseDefinition();
            for (var type = actor; type is not null; type = type.BaseType)
            {
                foreach (var declared in type.GetMethods(DeclaredHere))
                {
                    if (declared.GetBaseDefinition() == root)
                    {
                        yield return declared;
                    }
                }
            }
        }

        yield return method;
    }

    private static MethodInfo Implementation(Type actor, MethodInfo method)
    {
        if (actor.IsInterface || !actor.GetInterfaces().Contains(method.DeclaringType))
        {
            return method;
        }

        var map = actor.GetInterfaceMap(method.DeclaringType!);
        var index = Array.IndexOf(map.InterfaceMethods, method);
        return index < 0 ? method : map.TargetMethods[index];
    }
}
