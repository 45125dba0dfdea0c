namespace RayAkka.Conformance.Samples;

/// <summary>Makes large results.</summary>
[Remote]
public class Packer
{
    public byte[] Pack(int length, int value)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, (byte)value);
        return bytes;
    }

    public int First(byte[] bytes) => bytes[0];
}
