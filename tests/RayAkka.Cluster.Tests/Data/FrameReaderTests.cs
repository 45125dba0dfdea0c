using System.Collections.Concurrent;
using RayAkka.Cluster.Data;
using RayAkka.Engine;
using RayAkka.Wire;

namespace RayAkka.Cluster.Tests.Data;

public sealed class FrameReaderTests
{
    private const int MaxFrame = 1024 * 1024;

    [Fact]
    public void TryRead_BytesInAnyPieces_GivesTheSameEnvelopes()
    {
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var sent = Envelopes(random, 40, MaxSize(random));
            var bytes = Bytes(sent);

            var read = Read(bytes, random);

            Assert.Equal(sent.Count, read.Count);
            foreach (var (expected, actual) in sent.Zip(read))
            {
                Assert.Equal((expected.Number, expected.Acknowledged), (actual.Number, actual.Acknowledged));
                Assert.Equal((byte[]?)expected.Message, (byte[]?)actual.Message);
            }
        }
    }

    [Fact]
    public void TryRead_RandomAndMutatedStreams_ThrowsNothingButItsOwnException()
    {
        var random = new Random(2);
        var refused = 0;
        for (var round = 0; round < 200_000; round++)
        {
            byte[] bytes;
            if (round % 4 == 0)
            {
                bytes = new byte[random.Next(200)];
                random.NextBytes(bytes);
            }
            else
            {
                bytes = Bytes(Envelopes(random, 4, 60));
                for (var i = random.Next(1, 4); i > 0; i--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }
            }

            try
            {
                Read(bytes, random);
            }
            catch (WireFormatException e)
            {
                Assert.EndsWith(".", e.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.InRange(refused, 10_000, 190_000);
    }

    [Fact]
    public void TryRead_LengthOverTheMaximum_IsRefusedByTheHeadAlone()
    {
        var reader = new FrameReader(100);
        var header = new byte[FrameFormat.HeaderSize];
        FrameFormat.WriteHeader(header, new Envelope(1, 0, new byte[101]));
        header.CopyTo(reader.Free);
        reader.Advance(header.Length);

        var error = Assert.Throws<WireFormatException>(() => reader.TryRead(out _));

        Assert.Equal("A frame of 101 bytes is larger than the 100 that are allowed.", error.Message);
    }

    private static int MaxSize(Random random) => random.Next(3) switch { 0 => 30, 1 => 3_000, _ => 200_000 };

    private static List<Envelope> Envelopes(Random random, int most, int maxSize)
    {
        var envelopes = new List<Envelope>();
        for (var i = random.Next(1, most); i > 0; i--)
        {
            var message = random.Next(8) == 0 ? null : new byte[random.Next(maxSize)];
            random.NextBytes(message ?? []);
            envelopes.Add(new Envelope(random.NextInt64(long.MaxValue), random.NextInt64(1000), message));
        }

        return envelopes;
    }

    private static byte[] Bytes(List<Envelope> envelopes)
    {
        var pipe = new Collector();
        var queue = new ConcurrentQueue<Envelope>(envelopes);
        var buffer = new SendBuffer();
        while (!queue.IsEmpty)
        {
            buffer.Fill(queue);
            while (!buffer.Flush(pipe))
            {
                pipe.WaitToSend();
            }
        }

        return pipe.Bytes.ToArray();
    }

    private static List<Envelope> Read(byte[] bytes, Random random)
    {
        var reader = new FrameReader(MaxFrame);
        var read = new List<Envelope>();
        for (var position = 0; position < bytes.Length;)
        {
            var free = reader.Free;
            Assert.False(free.IsEmpty);
            var count = Math.Min(Math.Min(free.Length, bytes.Length - position), random.Next(1, 100_000));
            bytes.AsSpan(position, count).CopyTo(free);
            reader.Advance(count);
            position += count;
            while (reader.TryRead(out var envelope))
            {
                read.Add(envelope);
            }
        }

        return read;
    }

    /// <summary>A connection that takes a part of what it is given, and sometimes nothing.</summary>
    private sealed class Collector : IPipe
    {
        private int _calls;

        public MemoryStream Bytes { get; } = new();

        public bool SendsAtOnce => true;

        public int Send(ReadOnlySpan<byte> bytes)
        {
            var count = ++_calls % 3 == 0 ? 0 : (bytes.Length / 2) + 1;
            Bytes.Write(bytes[..count]);
            return count;
        }

        public void WaitToSend()
        {
        }

        public int Receive(Span<byte> bytes) => 0;
    }
}
