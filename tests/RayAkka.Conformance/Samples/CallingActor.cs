namespace RayAkka.Conformance.Samples;

/// <summary>An actor that is one of the callers.</summary>
[Remote]
public class CallingActor
{
    public Task<int> Drive(ActorHandle<Sequencer> target, int caller, int calls) => Callers.Drive(target, caller, calls);
}
