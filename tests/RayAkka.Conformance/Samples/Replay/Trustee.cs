namespace RayAkka.Conformance.Samples;

/// <summary>Keeps the ref to a large result of another actor, not its handle.</summary>
[Remote]
public class Trustee
{
    private ObjectRef<double[]>? _drawn;

    /// <summary>Draws, and leaves what was drawn where it is.</summary>
    public async Task<int> Draw(ActorHandle<Vault> vault)
    {
        _drawn = vault.Draw.Remote();
        return await vault.Drawn.Remote();
    }

    public void Keep(ObjectRef<double[]> drawn) => _drawn = drawn;

    public double Last() => Ray.Get(_drawn!)[^1];
}
