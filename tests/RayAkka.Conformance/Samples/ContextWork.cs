namespace RayAkka.Conformance.Samples;

public static class ContextWork
{
    [Remote]
    public static Seen Read() => Seen.Now();
}
