namespace RayAkka.Engine;

/// <summary>What an engine carries. Only <see cref="Link"/> reads the numbers.</summary>
/// <param name="Number">The place of the message among those from this sender to this receiver, from 1; 0 for a mere acknowledgement.</param>
/// <param name="Acknowledged">The last number that the sender has received without a gap from the other side.</param>
/// <param name="Message">The message; null for a mere acknowledgement.</param>
internal sealed record Envelope(long Number, long Acknowledged, object? Message);
