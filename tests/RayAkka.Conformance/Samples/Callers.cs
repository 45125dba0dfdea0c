namespace RayAkka.Conformance.Samples;

/// <summary>Sends one caller's calls, of all kinds mixed, to a sequencer.</summary>
public static class Callers
{
    [Remote]
    public static async Task<int> Drive(ActorHandle<Sequencer> target, int caller, int calls)
    {
        var references = new List<ObjectRef>(calls);
        for (var index = 1; index <= calls; index++)
            references.Add(One(target, caller, index));
        foreach (var reference in references)
            await reference;
        return references.Count;
    }

    private static ObjectRef One(ActorHandle<Sequencer> target, int caller, int index)
    {
        switch (index % 50)
        {
            case 0:
                // Behind an argument that is still computed: the calls after it must wait.
                return target.TakeBehind.Remote(caller, index, Work.Tasks.Square.Options(new() { NumCpus = 0 }).Remote(index % 7));
            case < 20:
                return target.TakeAsync.Remote(caller, index);
            default:
                return target.Take.Remote(caller, index);
        }
    }
}
