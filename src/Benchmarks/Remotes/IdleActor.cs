namespace RayAkka.Benchmarks.Remotes;

/// <summary>An actor that is created and then not called: one field of state.</summary>
[Remote]
public class IdleActor
{
    private static CountdownEvent? _expected;

    public IdleActor(int id)
    {
        Id = id;
        _expected?.Signal();
    }

    public int Id { get; }

    /// <summary>Counts the constructors that run from now on in this process.</summary>
    public static CountdownEvent Expect(int count) => _expected = new CountdownEvent(count);
}
