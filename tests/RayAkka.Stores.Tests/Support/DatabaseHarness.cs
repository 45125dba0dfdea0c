using System.Data.Common;

namespace RayAkka.Stores.Tests.Support;

/// <summary>Contents in a database, which the tests can change behind the store's back.</summary>
internal abstract class DatabaseHarness : StoreHarness
{
    /// <summary>The full name of a table.</summary>
    public abstract string Table(string name);

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Changes the bytes of one row.</summary>
    public async Task ChangeAsync(string table, string column, string where, Func<byte[], byte[]> change)
    {
        await using var connection = await ConnectAsync();
        await using var read = connection.CreateCommand();
        read.CommandText = $"SELECT {column} FROM {Table(table)} WHERE {where}";
        var bytes = Assert.IsType<byte[]>(await read.ExecuteScalarAsync());
        await using var write = connection.CreateCommand();
        write.CommandText = $"UPDATE {Table(table)} SET {column} = @bytes WHERE {where}";
        var parameter = write.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@bytes", change(bytes));
        write.Parameters.Add(parameter);
        Assert.Equal(1, await write.ExecuteNonQueryAsync());
    }

    protected abstract Task<DbConnection> ConnectAsync();
}
