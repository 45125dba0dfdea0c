using RayAkka.Diagnostics;
using RayAkka.Scheduling;

namespace RayAkka.Head;

/// <summary>Writes the beginnings and ends of grants into the log, at level Debug.</summary>
internal sealed class GrantLog(RayLog log, TimeProvider time) : IGrantAudit
{
    public void Issued(GrantId id, Grant grant) => Write("Issued", id, grant);

    public void Freed(GrantId id, Grant grant) => Write("Freed", id, grant);

    public void Began(GrantId id, Grant grant) => Write("Began", id, grant);

    public void Ended(GrantId id, Grant grant) => Write("Ended", id, grant);

    private void Write(string what, GrantId id, Grant grant)
    {
        if (log.AuditsGrants)
        {
            log.GrantAudit(time.GetUtcNow(), what, id.ToString(), grant.Node, grant.Held.ToString(), string.Join(',', grant.GpuIds));
        }
    }
}
