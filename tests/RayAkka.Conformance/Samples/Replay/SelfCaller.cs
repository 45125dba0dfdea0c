namespace RayAkka.Conformance.Samples;

/// <summary>A replayed actor that waits for a call of its own to itself.</summary>
[Remote(Recovery = ActorRecovery.Replay)]
public class SelfCaller
{
    private readonly List<string> _said = [];

    public List<string> Said() => _said;

    public string CallBack()
    {
        string said;
        try
        {
            said = $"{Ray.Get(Ray.RuntimeContext.CurrentActor<SelfCaller>().Said.Remote()).Count}";
        }
        catch (CallCycleException e)
        {
            said = $"cycle: {e.Message}";
        }

        _said.Add(said);
        return said;
    }
}
