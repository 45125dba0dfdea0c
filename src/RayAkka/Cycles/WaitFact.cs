using RayAkka.Wire;

namespace RayAkka.Cycles;

/// <summary>That one node of the graph of waits waits for so many of others.</summary>
/// <param name="Key">Who waits.</param>
/// <param name="Name">The name of its call, for people.</param>
/// <param name="Wait">Which wait it is: another wait of the same run has another number. 0 where there is no choice.</param>
/// <param name="Needed">How many of the others; 0 for a run that does not wait; <see cref="FirstThatExists"/> where it is not known here which of them there is.</param>
/// <param name="Others">The others.</param>
internal sealed record WaitFact(WaitKey Key, string Name, long Wait, int Needed, IReadOnlyList<WaitKey> Others)
{
    /// <summary>The first of the others of which anybody knows counts; if nobody knows any, nothing is waited for.</summary>
    public const int FirstThatExists = -1;

    public static WaitFact Read(WireReader reader)
    {
        var (key, name, wait, needed) = (WaitKey.Read(reader), reader.Text(), reader.Signed(), reader.Int());
        var others = new WaitKey[reader.Count(1 + sizeof(ulong) + sizeof(ulong))];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = WaitKey.Read(reader);
        }

        return new WaitFact(key, name, wait, needed, others);
    }

    public void Write(WireWriter writer)
    {
        Key.Write(writer);
        writer.String(Name);
        writer.Signed(Wait);
        writer.Int(Needed);
        writer.Varint((ulong)Others.Count);
        foreach (var other in Others)
        {
            other.Write(writer);
        }
    }
}
