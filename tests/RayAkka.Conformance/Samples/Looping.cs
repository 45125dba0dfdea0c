namespace RayAkka.Conformance.Samples;

/// <summary>An actor with a group of one place, whose calls wait for others of that group.</summary>
[Remote]
[ConcurrencyGroup("one", 1)]
public class Looping
{
    [Method(ConcurrencyGroup = "one")]
    public async Task<int> Again(ActorHandle<Looping> self) => await self.Answer.Remote(1);

    [Method(ConcurrencyGroup = "one")]
    public int Answer(int result) => result;

    public async Task<int> Outside(ActorHandle<Looping> self) => await self.Answer.Remote(2);
}
