namespace RayAkka.Wire;

/// <summary>Writes and reads arrays of one type for who does not know it.</summary>
internal abstract class ItemCode
{
    public static ItemCode For(Type itemType) => (ItemCode)FormTable.Create(typeof(ItemCode<>), itemType);

    public abstract void Write(WireWriter writer, Array items, GraphWriter graph);

    public abstract Array Read(WireReader reader, GraphReader graph);
}
