namespace RayAkka.Engine;

/// <summary>What a call came to on another node.</summary>
internal interface ICallOutcome
{
    /// <summary>Completes the call with it, unless the call is complete already.</summary>
    void ApplyTo(ObjectRef call);

    /// <summary>Nobody wants it: what was lent with it goes back.</summary>
    void Drop();
}
