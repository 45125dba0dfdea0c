using System.Data.Common;
using Microsoft.Data.Sqlite;
using RayAkka.Recovery.Stores;
using RayAkka.Stores.Sqlite;

namespace RayAkka.Stores.Tests.Support;

internal sealed class SqliteHarness : DatabaseHarness
{
    private readonly TempFolder _folder = new();

    public string File => Path.Combine(_folder.Path, "journal.db");

    public override string[] ChildArguments => ["sqlite", File];

    public SqliteRecordStore Open(TimeSpan? lockTimeout = null) => SqliteRecordStore.Open(File, new StoreLog(Log), lockTimeout);

    public override string Table(string name) => name;

    protected override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ToString());
        await connection.OpenAsync();
        return connection;
    }

    protected override Task<IRecordStore> OpenStoreAsync() => Task.FromResult<IRecordStore>(Open());

    protected override Task RemoveAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
