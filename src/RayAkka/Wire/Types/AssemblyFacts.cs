using System.Reflection;
using System.Runtime.CompilerServices;
using RayAkka.CompilerServices;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>What the gate needs to know of an assembly, found once.</summary>
internal sealed class AssemblyFacts
{
    private static readonly ConditionalWeakTable<Assembly, AssemblyFacts> s_known = [];
    private static readonly string s_ray = typeof(AssemblyFacts).Assembly.GetName().Name!;

    private static readonly string[] s_platform =
    [
        "mscorlib", "netstandard", "System", "WindowsBase", "RayAkka", "RayAkka.Cluster", "RayAkka.Generators", "Akka", "Hyperion", "Newtonsoft.Json",
        "Google.Protobuf",
    ];

    private static readonly string[] s_platformPrefixes = ["System.", "Microsoft.", "Akka.", "DotNetty."];

    private readonly Assembly _assembly;
    private Type[]? _types;

    private AssemblyFacts(Assembly assembly)
    {
        _assembly = assembly;
        References = assembly.GetReferencedAssemblies().Select(reference => reference.Name ?? "").ToHashSet(StringComparer.Ordinal);
        if (!IsPlatform(assembly) && References.Contains(s_ray))
        {
            IsWrittenForRay = true;
            Signatures = [.. Types.Where(IsCall).SelectMany(NamesOf).Distinct()];
        }
    }

    /// <summary>The simple names of what it refers to.</summary>
    public IReadOnlySet<string> References { get; }

    /// <summary>Whether it is a user's and refers to this library.</summary>
    public bool IsWrittenForRay { get; }

    /// <summary>Whether it holds what the generator makes of remote classes and functions.</summary>
    public bool HoldsRemoteClasses => Signatures.Length > 0;

    /// <summary>The types that the signatures of its remote classes and functions name.</summary>
    public Type[] Signatures { get; } = [];

    /// <summary>Its types, closed and open.</summary>
    public Type[] Types => _types ??= [.. TypesOf(_assembly)];

    public static AssemblyFacts Of(Assembly assembly) => s_known.GetValue(assembly, static key => new AssemblyFacts(key));

    /// <summary>The runtime, what comes with it, and the libraries of the engine: never a user's code.</summary>
    public static bool IsPlatform(Assembly assembly) => assembly.IsDynamic || IsPlatform(assembly.GetName().Name ?? "");

    public static bool IsPlatform(string name) =>
        Array.IndexOf(s_platform, name) >= 0 || Array.Exists(s_platformPrefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Whether objects of the type are calls.</summary>
    public static bool IsCall(Type type) => CallBase(type) is not null;

    /// <summary>The <see cref="Invocation{TResult}"/> from which the type derives; null for types that are no calls.</summary>
    public static Type? CallBase(Type type) => BaseOf(type, typeof(Invocation<>));

    private static Type? BaseOf(Type type, Type definition)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.IsGenericType && current.GetGenericTypeDefinition() == definition)
            {
                return current;
            }
        }

        return null;
    }

    // The class of the actor is a name, no value.
    private static IEnumerable<Type> NamesOf(Type call)
    {
        yield return CallBase(call)!.GetGenericArguments()[0];
        if (BaseOf(call, typeof(StreamInvocation<>)) is { } streams)
        {
            // The items; the call's own result is their number.
            yield return streams.GetGenericArguments()[0];
        }

        for (var current = call; current.Assembly != typeof(AssemblyFacts).Assembly; current = current.BaseType!)
        {
            foreach (var field in current.GetFields(FieldSearch.Instance))
            {
                yield return field.FieldType;
            }
        }
    }

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types.OfType<Type>();
        }
    }
}
