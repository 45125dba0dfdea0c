using Npgsql;
using RayAkka.Recovery.Stores;
using RayAkka.Stores.Postgres;
using RayAkka.Stores.Tests.Support;
using static RayAkka.Stores.Tests.Support.Stores;

namespace RayAkka.Stores.Tests.Postgres;

/// <summary>Databases that cannot be used say why in one sentence.</summary>
[Needs(typeof(PostgresServer))]
public sealed class PostgresDatabaseTests : IAsyncLifetime
{
    private PostgresHarness _harness = null!;

    public async Task InitializeAsync() => _harness = await PostgresHarness.MakeAsync();

    public async Task DisposeAsync() => await _harness.DisposeAsync();

    [StoreFact]
    public async Task Open_ByManyAtOnce_MakesTheTablesOnce()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(_harness.OpenAsync)));

        var epochs = await Task.WhenAll(stores.Select(async store => (await store.OpenAsync(Actor(1))).Epoch));

        Assert.Equal(epochs.Distinct(), epochs);
    }

    [StoreFact]
    public Task Open_DatabaseThatIsNotThere_IsRefusedAtOnce() =>
        IsRefusedAsync(connection => connection.Database = "nowhere", "does not exist; create the database, or correct the connection string.");

    [StoreFact]
    public Task Open_ReadOnlyServer_IsRefusedAtOnce() =>
        IsRefusedAsync(connection => connection.Options = "-c default_transaction_read_only=on", "is a read-only copy; connect to the primary server (Target Session Attributes=primary).");

    [StoreFact]
    public Task Open_SchemaThatIsNotThere_IsRefusedAtOnce() =>
        IsRefusedAsync(connection => connection.SearchPath = "nowhere", "has no schema to create tables in; create it, or correct the search path in the connection string.");

    [StoreFact]
    public async Task Open_UserWithoutRights_IsRefusedAtOnce()
    {
        var user = $"user_{Guid.NewGuid():n}";
        var schema = new NpgsqlConnectionStringBuilder(_harness.Connection).SearchPath;
        await _harness.ExecuteAsync($"CREATE ROLE {user} LOGIN; GRANT USAGE ON SCHEMA {schema} TO {user}");

        await IsRefusedAsync(connection => connection.Username = user, "grant it the right to create tables, or create them with another user first.");

        await _harness.ExecuteAsync($"DROP OWNED BY {user}; DROP ROLE {user}");
    }

    [StoreFact]
    public async Task Open_TablesOfALaterVersion_IsRefused()
    {
        await _harness.OpenAsync();
        await _harness.ExecuteAsync("INSERT INTO rayakka_format VALUES (12)");

        await IsRefusedAsync(_ => { }, "was written by a later version of RayAkka (format 12, this one knows 1); use that version.");
    }

    [StoreFact]
    public async Task Write_ServerThatDoesNotWaitForTheDisk_IsMadeToInThisSession()
    {
        await using var lax = new PostgresDatabase(_harness.Connection + ";Options=-c synchronous_commit=off");
        await using var strict = new PostgresDatabase(_harness.Connection + ";Options=-c synchronous_commit=remote_apply");

        Assert.Equal("on", await SynchronousCommitAsync(lax));
        Assert.Equal("remote_apply", await SynchronousCommitAsync(strict));
    }

    private static async Task<object?> SynchronousCommitAsync(PostgresDatabase database)
    {
        await using var connection = await database.WriteAsync(new StoreLog(null));
        await using var command = new NpgsqlCommand("SHOW synchronous_commit", connection);
        return await command.ExecuteScalarAsync();
    }

    private async Task IsRefusedAsync(Action<NpgsqlConnectionStringBuilder> change, string why)
    {
        var connection = new NpgsqlConnectionStringBuilder(_harness.Connection);
        change(connection);
        var refusal = await Assert.ThrowsAsync<JournalException>(
            () => PostgresRecordStore.OpenAsync(connection.ToString(), new StoreLog(_harness.Log), TimeProvider.System, TimeSpan.FromDays(1)));
        Assert.EndsWith(why, refusal.Message);
    }
}
