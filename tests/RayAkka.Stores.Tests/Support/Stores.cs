using System.Text;
using RayAkka.Recovery.Stores;

namespace RayAkka.Stores.Tests.Support;

/// <summary>Short forms of what the tests do with stores.</summary>
internal static class Stores
{
    public static ActorId Actor(int number) => new(0x00FF_0000_0000_00AA, (ulong)number + 0x8000_0000_0000_0000);

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    public static Task AppendAsync(this IRecordStore store, ActorId actor, long epoch, long first, params string[] records) =>
        store.AppendAsync(actor, epoch, first, [.. records.Select(Bytes)]);

    public static async Task<List<string>> ReadAsync(this IRecordStore store, ActorId actor, OpenedLog log)
    {
        var records = new List<string>();
        await foreach (var record in store.ReadAsync(actor, log.Epoch, log.CheckpointPosition))
            records.Add($"{record.Position}:{Text(record.Bytes)}");

        return records;
    }

    public static DurableActor Entry(int number, string? name, string description = "d") =>
        new(Actor(number), "space", name, $"Class{number}", Bytes(description));
}
