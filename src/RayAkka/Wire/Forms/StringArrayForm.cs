namespace RayAkka.Wire;

/// <summary>Arrays of strings; within an object graph they are objects like others.</summary>
internal sealed class StringArrayForm : WireForm<string?[]?>
{
    public override bool IsLeaf => false;

    public override void Write(WireWriter writer, string?[]? value, IWireContext context)
    {
        if (context is GraphSession session)
        {
            session.WriteReference(writer, value);
            return;
        }

        writer.Varint(value is null ? 0 : (ulong)value.Length + 1);
        foreach (var text in value ?? [])
        {
            Texts.Write(writer, text);
        }
    }

    public override string?[]? Read(WireReader reader, IWireContext context)
    {
        if (context is GraphSession session)
        {
            return session.ReadReference<string?[]>(reader);
        }

        var count = reader.Varint();
        if (count == 0)
        {
            return null;
        }

        var texts = new string?[count - 1 <= (ulong)reader.Left ? (int)(count - 1) : throw WireFormatException.Short()];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Texts.Read(reader);
        }

        return texts;
    }
}
