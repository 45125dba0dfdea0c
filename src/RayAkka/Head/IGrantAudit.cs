using RayAkka.Scheduling;

namespace RayAkka.Head;

/// <summary>Is told when grants begin and end, so that somebody can check that nothing is held twice. Called under locks; it must be quick.</summary>
internal interface IGrantAudit
{
    /// <summary>The head has written it into its books.</summary>
    void Issued(GrantId id, Grant grant);

    /// <summary>The head has struck it out of its books.</summary>
    void Freed(GrantId id, Grant grant);

    /// <summary>The node where it lies uses it from now on.</summary>
    void Began(GrantId id, Grant grant);

    /// <summary>The node where it lies uses it no longer.</summary>
    void Ended(GrantId id, Grant grant);
}
