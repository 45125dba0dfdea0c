using RayAkka.Wire;

namespace RayAkka.Tests.Wire.Support;

/// <summary>Changes sound bytes in the ways that hurt decoders, the same ways in each run.</summary>
internal sealed class Mutations(int seed)
{
    private static readonly byte[] s_interesting = [0, 1, 2, 3, 0x7F, 0x80, 0xFE, 0xFF];

    private readonly Random _random = new(seed);

    /// <summary>Reads so many mutated frames; anything but a value or a WireFormatException fails the test with the bytes.</summary>
    /// <returns>How many were refused.</returns>
    public int Run(int count, byte[][] seeds, Action<byte[], int> read)
    {
        var refused = 0;
        for (var i = 0; i < count; i++)
        {
            var which = _random.Next(seeds.Length);
            var bytes = Mutate(seeds[which]);
            try
            {
                read(bytes, which);
            }
            catch (WireFormatException)
            {
                refused++;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Frame {i} of seed {which} threw {e.GetType()}: {Convert.ToHexString(bytes)}", e);
            }
        }

        return refused;
    }

    private byte[] Mutate(byte[] source)
    {
        var bytes = source.ToList();
        for (var changes = _random.Next(1, 4); changes > 0; changes--)
        {
            var at = _random.Next(bytes.Count + 1);
            switch (_random.Next(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] = s_interesting[_random.Next(s_interesting.Length)];
                    break;
                case 2:
                    bytes.Insert(at, (byte)_random.Next(256));
                    break;
                case 3 when at < bytes.Count:
                    bytes.RemoveAt(at);
                    break;
                case 4:
                    bytes.RemoveRange(at, _random.Next(bytes.Count - at + 1));
                    break;
                default:
                    var from = _random.Next(bytes.Count + 1);
                    bytes.InsertRange(at, bytes.GetRange(from, _random.Next(Math.Min(bytes.Count - from, 12) + 1)));
                    break;
            }
        }

        return [.. bytes];
    }
}
