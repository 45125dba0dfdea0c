using RayAkka.Stores.Tests.Support;

namespace RayAkka.Cluster.Tests.Processes.Chaos;

/// <summary>A test that is skipped, visibly, where PostgreSQL is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        Skip = PostgresServer.Missing;
    }
}
