using System.Data.Common;
using Npgsql;
using RayAkka.Recovery.Stores;
using RayAkka.Stores.Postgres;

namespace RayAkka.Stores.Tests.Support;

/// <summary>A schema of its own in the server of the tests.</summary>
internal sealed class PostgresHarness : DatabaseHarness
{
    private readonly PostgresServer _server;
    private readonly string _schema;

    private PostgresHarness(PostgresServer server, string schema)
    {
        _server = server;
        _schema = schema;
    }

    public string Connection => _server.ConnectionString(_schema);

    public override string[] ChildArguments => ["postgres", Connection];

    public static async Task<PostgresHarness> MakeAsync(PostgresServer? server = null)
    {
        var harness = new PostgresHarness(server ?? await PostgresServer.SharedAsync(), $"test_{Guid.NewGuid():n}");
        await harness.ExecuteAsync($"CREATE SCHEMA {harness._schema}");
        return harness;
    }

    /// <summary>Opens a store, over another way to the server if one is given.</summary>
    public async Task<PostgresRecordStore> OpenAsync(TimeSpan? patience, int? port = null)
    {
        var connection = new NpgsqlConnectionStringBuilder(Connection);
        connection.Port = port ?? connection.Port;
        return await PostgresRecordStore.OpenAsync(connection.ToString(), new StoreLog(Log), TimeProvider.System, patience);
    }

    public override string Table(string name) => $"rayakka_{name}";

    protected override async Task<IRecordStore> OpenStoreAsync() => await OpenAsync(patience: null);

    protected override async Task<DbConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(Connection + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    protected override async Task RemoveAsync() => await ExecuteAsync($"DROP SCHEMA {_schema} CASCADE");
}
