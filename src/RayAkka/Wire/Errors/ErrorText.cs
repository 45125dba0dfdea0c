namespace RayAkka.Wire;

/// <summary>What is told of every exception.</summary>
internal sealed class ErrorText(WireReader reader)
{
    /// <summary>The type, spelt so that it can be looked up; empty if it cannot be.</summary>
    public string Spelling { get; } = Texts.Read(reader) ?? "";

    public string Name { get; } = Texts.Read(reader) ?? "";

    /// <summary>What the exception says, put together by its class or not.</summary>
    public string Message { get; } = Texts.Read(reader) ?? "";

    public string? Stack { get; } = Texts.Read(reader);

    /// <summary>The message that the exception holds, of which its class may make another.</summary>
    public string? OwnMessage { get; } = Texts.Read(reader);

    public string? HelpLink { get; } = Texts.Read(reader);

    public string? Source { get; } = Texts.Read(reader);

    public int Number { get; } = reader.Int();
}
