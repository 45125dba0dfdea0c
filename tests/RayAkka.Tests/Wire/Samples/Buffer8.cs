namespace RayAkka.Tests.Wire.Samples;

public unsafe struct Buffer8
{
    private fixed int _numbers[8];

    public static Buffer8 With(int third)
    {
        var buffer = default(Buffer8);
        buffer._numbers[2] = third;
        return buffer;
    }

    public int Third() => _numbers[2];
}
