using RayAkka.Cluster.Persistence;
using RayAkka.Recovery.Stores;

[assembly: RecordStoreProvider(typeof(PersistenceStoreProvider))]

namespace RayAkka.Cluster.Persistence;

/// <summary>Finds the journal plugin in the configuration of the engine's actor system.</summary>
internal sealed class PersistenceStoreProvider : IRecordStoreProvider
{
    private const string InMemory = "akka.persistence.journal.inmem";

    public Task<IRecordStore> OpenAsync(StoreSettings settings)
    {
        if (settings.Engine is not AkkaEngine engine)
        {
            throw new ArgumentException("The journal store 'akka-persistence' is part of the Akka.NET engine; use it there, or choose sqlite or postgres.");
        }

        var system = engine.Node.System;
        var journal = settings.Connection.Length > 0 ? settings.Connection : system.Settings.Config.GetString("akka.persistence.journal.plugin", InMemory);
        if (!system.Settings.Config.HasPath(journal))
        {
            throw new ArgumentException($"rayakka.journal.connection is {journal}, but the configuration has no journal plugin there.");
        }

        var reach = journal == InMemory ? StoreReach.Process : StoreReach.Cluster;
        return Task.FromResult<IRecordStore>(new PersistenceRecordStore(new JournalPlugin(system, journal), $"the Akka.Persistence journal {journal}", reach));
    }
}
