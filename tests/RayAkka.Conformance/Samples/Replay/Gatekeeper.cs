namespace RayAkka.Conformance.Samples;

/// <summary>A plain actor that answers at once, or when its probe's gate is open.</summary>
[Remote]
public class Gatekeeper(Probe probe)
{
    public string Answer(string text)
    {
        probe.Note($"answer {text}");
        return text;
    }

    public async Task<string> Hold(string text)
    {
        probe.Note($"hold {text}");
        await probe.PassAsync();
        return text;
    }
}
