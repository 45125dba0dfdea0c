using System.Reflection;
using RayAkka.Engine;

namespace RayAkka.Recovery.Stores;

/// <summary>
/// Opens the store that the options choose. A store is in a package of its own, which is loaded by name when it is wanted: the library depends on no database.
/// </summary>
internal static class RecordStores
{
    /// <summary>The file of the journals in <see cref="RayOptions.StoragePath"/>.</summary>
    public const string JournalFile = "journal.db";

    private static readonly Dictionary<string, string> s_packages = new(StringComparer.Ordinal)
    {
        [JournalChoice.Sqlite] = "RayAkka.Stores.Sqlite",
        [JournalChoice.Postgres] = "RayAkka.Stores.Postgres",
        [JournalChoice.AkkaPersistence] = "RayAkka.Cluster",
    };

    /// <summary>The kinds of stores that there are.</summary>
    public static IEnumerable<string> Kinds => [JournalChoice.Memory, .. s_packages.Keys];

    /// <summary>
    /// What the options choose: the store that they name, else a file in their storage path, else memory. On a cluster the storage path is each
    /// node's own, so that it is no place for journals that another node must find.
    /// </summary>
    public static JournalChoice Choice(RayOptions options, bool isCluster) => options switch
    {
        { Journal: { } journal } => journal,
        { StoragePath: { } folder } when !isCluster => new JournalChoice(JournalChoice.Sqlite, Path.Combine(folder, JournalFile)),
        _ => new JournalChoice(JournalChoice.Memory, ""),
    };

    /// <exception cref="InvalidOperationException">The package of the store is not referenced.</exception>
    /// <exception cref="ArgumentException">There is no such store, or its connection is not one.</exception>
    /// <exception cref="JournalException">The store cannot be used; one sentence says why.</exception>
    public static Task<IRecordStore> OpenAsync(RayOptions options, IEngine? engine = null)
    {
        var choice = Choice(options, engine is IClusterEngine);
        return choice.Store == JournalChoice.Memory
            ? Task.FromResult<IRecordStore>(new MemoryRecordStore())
            : Provider(choice, isImplied: options.Journal is null).OpenAsync(new StoreSettings
            {
                Connection = choice.Connection,
                LoggerFactory = options.LoggerFactory,
                Time = options.TimeProvider,
                Engine = engine,
            });
    }

    private static IRecordStoreProvider Provider(JournalChoice choice, bool isImplied)
    {
        if (!s_packages.TryGetValue(choice.Store, out var package))
        {
            throw new ArgumentException($"There is no journal store '{choice.Store}'; choose one of {string.Join(", ", Kinds)}.");
        }

        try
        {
            var provider = Assembly.Load(new AssemblyName(package)).GetCustomAttribute<RecordStoreProviderAttribute>()!.Provider;
            return (IRecordStoreProvider)Activator.CreateInstance(provider)!;
        }
        catch (FileNotFoundException exception)
        {
            throw new InvalidOperationException(
                $"{(isImplied ? "StoragePath is set, so journals are kept there in SQLite" : $"The journal store '{choice.Store}' was chosen")}, but the package {package} is not referenced; add it to the program's project.",
                exception);
        }
    }
}
