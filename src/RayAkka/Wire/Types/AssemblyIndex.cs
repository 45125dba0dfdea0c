using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace RayAkka.Wire;

/// <summary>
/// Finds assemblies by their simple names: those that are loaded, and those to which loaded ones refer. A name that is neither is never
/// given to the loader, so that nobody outside decides what this process loads.
/// </summary>
internal static class AssemblyIndex
{
    private static readonly Lock s_gate = new();
    private static readonly ConcurrentDictionary<string, Assembly> s_loaded = new(StringComparer.Ordinal);
    private static volatile int s_generation;
    private static int s_indexed = -1;
    private static volatile Reach? s_reachable;

    static AssemblyIndex() => AppDomain.CurrentDomain.AssemblyLoad += static (_, _) => Interlocked.Increment(ref s_generation);

    /// <summary>Grows when assemblies were loaded.</summary>
    public static int Generation => s_generation;

    public static IEnumerable<Assembly> Loaded
    {
        get
        {
            Refresh();
            return s_loaded.Values;
        }
    }

    public static Assembly? Find(string name)
    {
        if (s_loaded.TryGetValue(name, out var found))
        {
            return found;
        }

        Refresh();
        return s_loaded.TryGetValue(name, out found) ? found : Load(name);
    }

    private static void Refresh()
    {
        if (Volatile.Read(ref s_indexed) == s_generation)
        {
            return;
        }

        lock (s_gate)
        {
            var generation = s_generation;
            foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
            {
                if (assembly.IsDynamic || assembly.GetName().Name is not { } name)
                {
                    continue;
                }

                if (AssemblyLoadContext.GetLoadContext(assembly) == AssemblyLoadContext.Default)
                {
                    s_loaded[name] = assembly;
                }
                else
                {
                    s_loaded.TryAdd(name, assembly);
                }
            }

            Volatile.Write(ref s_indexed, generation);
        }
    }

    // Over all that user code refers to, directly or not: an assembly between the loaded ones and the one that is wanted may not be loaded itself.
    private static Assembly? Load(string name)
    {
        if (!Reachable().Contains(name))
        {
            return null;
        }

        foreach (var assembly in s_loaded.Values)
        {
            if (!AssemblyFacts.IsPlatform(assembly) && AssemblyFacts.Of(assembly).References.Contains(name)
                && TryLoad(assembly, assembly.GetReferencedAssemblies().First(reference => reference.Name == name)) is { } loaded)
            {
                Refresh();
                return loaded;
            }
        }

        return null;
    }

    // Once for each set of loaded assemblies, since a hostile peer may ask for any number of names.
    private static HashSet<string> Reachable()
    {
        var known = s_reachable;
        if (known is not null && known.Generation == s_generation)
        {
            return known.Names;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<Assembly>(s_loaded.Values.Where(assembly => !AssemblyFacts.IsPlatform(assembly)));
        while (open.TryDequeue(out var assembly))
        {
            foreach (var reference in assembly.GetReferencedAssemblies())
            {
                if (reference.Name is { } name && names.Add(name) && !AssemblyFacts.IsPlatform(name) && !s_loaded.ContainsKey(name)
                    && TryLoad(assembly, reference) is { } loaded)
                {
                    open.Enqueue(loaded);
                }
            }
        }

        Refresh();
        s_reachable = new Reach(s_generation, names);
        return names;
    }

    private static Assembly? TryLoad(Assembly from, AssemblyName reference)
    {
        try
        {
            return (AssemblyLoadContext.GetLoadContext(from) ?? AssemblyLoadContext.Default).LoadFromAssemblyName(reference);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            return null;
        }
    }

    private sealed record Reach(int Generation, HashSet<string> Names);
}
