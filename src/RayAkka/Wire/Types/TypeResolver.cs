using System.Reflection;
using System.Reflection.Metadata;

namespace RayAkka.Wire;

/// <summary>
/// Finds the type that a text from another process names. Nothing in the text reaches the loader as it is: it is parsed, each name in it is
/// looked up in an assembly that this process knows, and a type that was found goes through the gate before it is put into a larger one.
/// </summary>
internal static class TypeResolver
{
    private const int LongestName = 8192;

    private static readonly TypeNameParseOptions s_limits = new() { MaxNodes = 100 };

    /// <summary>Finds a type each part of which <paramref name="isAllowed"/> lets through.</summary>
    /// <exception cref="WireFormatException">It is no name of a type, there is no such type here, or it is refused.</exception>
    public static Type Resolve(string name, Func<Type, bool> isAllowed)
    {
        if (name.Length > LongestName || !TypeName.TryParse(name, out var parsed, s_limits))
        {
            throw new WireFormatException("A type's name is not one.");
        }

        return Build(parsed, isAllowed);
    }

    private static Type Build(TypeName name, Func<Type, bool> isAllowed)
    {
        if (name.IsArray)
        {
            var element = Build(name.GetElementType(), isAllowed);
            return name.IsSZArray ? element.MakeArrayType() : element.MakeArrayType(name.GetArrayRank());
        }

        if (name.IsPointer || name.IsByRef)
        {
            throw TypeGate.Refused(name.FullName);
        }

        if (!name.IsConstructedGenericType)
        {
            var simple = Find(name);
            return simple.IsGenericTypeDefinition || !isAllowed(simple) ? throw TypeGate.Refused(name.FullName) : simple;
        }

        var definition = Find(name.GetGenericTypeDefinition());
        var arguments = name.GetGenericArguments();
        if (!definition.IsGenericTypeDefinition || definition.GetGenericArguments().Length != arguments.Length)
        {
            throw new WireFormatException("A type's name is not one.");
        }

        var types = new Type[arguments.Length];
        for (var i = 0; i < types.Length; i++)
        {
            // The class of a handle is only named, as whether the handle is allowed says.
            types[i] = Build(arguments[i], definition == typeof(ActorHandle<>) ? static _ => true : isAllowed);
        }

        return Close(definition, types) is { } closed && isAllowed(closed) ? closed : throw TypeGate.Refused(TypeSpelling.Of(definition));
    }

    private static Type? Close(Type definition, Type[] arguments)
    {
        try
        {
            return definition.MakeGenericType(arguments);
        }
        catch (Exception e) when (e is ArgumentException or TypeLoadException or NotSupportedException)
        {
            return null;
        }
    }

    private static Type Find(TypeName name)
    {
        var assembly = name.AssemblyName?.Name is { } simple ? AssemblyIndex.Find(simple) : null;
        Type? found = null;
        try
        {
            found = assembly?.GetType(name.FullName, throwOnError: false, ignoreCase: false);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or TypeLoadException or ArgumentException)
        {
            // Of an assembly that is broken or forwards to one that is missing: as good as not there.
        }

        return found is { IsByRefLike: false } ? found : throw new WireFormatException($"The type {name.FullName} is not known here; run the same build on all nodes.");
    }
}
