using System.Net.Sockets;
using Npgsql;
using RayAkka.Recovery.Stores;

namespace RayAkka.Stores.Postgres;

/// <summary>Says in one sentence what is wrong with a database and what to do, and which errors pass by themselves.</summary>
internal sealed class PostgresErrors(string store)
{
    private const string IdleInTransactionTimeout = "25P03";

    private string Named { get; } = Sentence.Start(store);

    public static bool IsOfTheDatabase(Exception exception) => exception is NpgsqlException or IOException or SocketException or TimeoutException or ObjectDisposedException;

    /// <summary>Whether it is worth trying again: the connection is lost, the server starts or stops, two transactions were in each other's way.</summary>
    public static bool IsTransient(Exception exception) => exception is not PostgresException postgres
        ? exception is not NpgsqlException { InnerException: System.Security.Authentication.AuthenticationException }
        : postgres.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or IdleInTransactionTimeout
            || postgres.SqlState.StartsWith("08", StringComparison.Ordinal);

    /// <summary>Whether a commit that ended so certainly had no effect: the server has said that it undid the transaction.</summary>
    public static bool IsRolledBack(Exception exception) => exception is PostgresException { SqlState: { } state }
        && (state.StartsWith("23", StringComparison.Ordinal) || state.StartsWith("40", StringComparison.Ordinal));

    public JournalException Translate(Exception exception, bool mayHaveTakenEffect = false) =>
        new(exception is PostgresException postgres ? Of(postgres) : Unreachable(exception), exception) { MayHaveTakenEffect = mayHaveTakenEffect };

    private string Of(PostgresException exception) => exception.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"{Named} refused the user or the password; correct the connection string.",
        PostgresErrorCodes.InvalidCatalogName => $"{Named} does not exist; create the database, or correct the connection string.",
        PostgresErrorCodes.InsufficientPrivilege => $"{Named} does not let this user write ({exception.MessageText}); grant it the right to create tables, or create them with another user first.",
        PostgresErrorCodes.ReadOnlySqlTransaction => $"{Named} is a read-only copy; connect to the primary server (Target Session Attributes=primary).",
        PostgresErrorCodes.DiskFull => $"{Named} could not grow, since the disk of its server is full; make room there.",
        PostgresErrorCodes.InvalidSchemaName => $"{Named} has no schema to create tables in; create it, or correct the search path in the connection string.",
        _ when IsTransient(exception) => Unreachable(exception),
        _ => $"{Named} failed: {exception.MessageText.TrimEnd('.')} ({exception.SqlState}).",
    };

    private string Unreachable(Exception exception) =>
        $"{Named} cannot be reached ({(exception is PostgresException postgres ? postgres.MessageText : (exception.InnerException ?? exception).Message).TrimEnd('.')}); see that the server runs and that the connection string is right.";
}
