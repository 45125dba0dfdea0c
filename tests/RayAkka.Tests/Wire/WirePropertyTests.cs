using FsCheck;
using FsCheck.Fluent;
using RayAkka.Tests.Isolation;
using RayAkka.Tests.Wire.Support;
using RayAkka.Wire;

namespace RayAkka.Tests.Wire;

/// <summary>What is written is what is read, whatever it is.</summary>
public sealed class WirePropertyTests
{
    // A graph is written as a program of edges, so that FsCheck can shrink it.
    private static readonly Arbitrary<RandomGraphTests.Step[]> s_programs = Arb.From(
        Gen.Choose(0, 9).SelectMany(kind => Gen.Choose(0, 11).SelectMany(from => Gen.Choose(0, 11).Select(to => new RandomGraphTests.Step(kind, from, to)))).ArrayOf(),
        program => Enumerable.Range(0, program.Length).Select(i => (RandomGraphTests.Step[])[.. program[..i], .. program[(i + 1)..]]));

    [Fact]
    public void Numbers_AreReadAsWritten() => Prop.ForAll<long[]>(values =>
    {
        var writer = new WireWriter();
        foreach (var value in values)
        {
            writer.Signed(value);
            writer.Varint((ulong)value);
            writer.Int((int)value);
            writer.Fixed64((ulong)value);
        }

        var reader = new WireReader(writer.ToArray());
        return values.All(value => reader.Signed() == value && reader.Varint() == (ulong)value && reader.Int() == (int)value && reader.Fixed64() == (ulong)value)
            && reader.Left == 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Texts_AreReadAsWritten() => Prop.ForAll<string?>(text => Same(text) && SameTwice(text)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Values_OfEveryPlainType_AreReadAsWritten()
    {
        Hold<int>();
        Hold<double>();
        Hold<decimal>();
        Hold<DateTime>();
        Hold<DateTimeOffset>();
        Hold<TimeSpan>();
        Hold<Guid>();
        Hold<char>();
        Hold<short>();
        Hold<ulong>();
        Hold<bool?>();
        Hold<DayOfWeek>();
    }

    [Fact]
    public void Arrays_AreReadAsWritten()
    {
        Prop.ForAll<int[]>(values => values.SequenceEqual(Crossed(values))).QuickCheckThrowOnFailure();
        Prop.ForAll<double[]>(values => values.SequenceEqual(Crossed(values))).QuickCheckThrowOnFailure();
        Prop.ForAll<string?[]>(values => values.SequenceEqual(Crossed(values))).QuickCheckThrowOnFailure();
        Prop.ForAll<List<int>>(values => values.SequenceEqual(Crossed(values))).QuickCheckThrowOnFailure();
        Prop.ForAll<Dictionary<int, string?>>(values => values.SequenceEqual(Crossed(values))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Graphs_AreReadAsWritten() => Prop.ForAll(s_programs, program =>
    {
        var original = RandomGraphTests.Build(program);
        GraphComparison.AssertIsomorphic(original, Crossed(original));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(120));

    [Fact]
    public void Frames_CutShort_AreRefused() => Prop.ForAll(s_programs, Arb.From(Gen.Choose(0, 1000)), (program, cut) =>
    {
        var pair = Pair();
        var bytes = pair.Encode(writer => ValueWire.Write(writer, RandomGraphTests.Build(program), pair));
        var reader = new WireReader(bytes, 0, cut * (bytes.Length - 1) / 1000);
        Assert.Throws<WireFormatException>(() => ValueWire.Read<TestNode[]>(reader, pair));
    }).QuickCheckThrowOnFailure();

    private static void Hold<T>() => Prop.ForAll<T>(Same).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static bool Same<T>(T value) => EqualityComparer<T>.Default.Equals(value, Crossed(value)) && Equals(value, Crossed<object?>(value));

    private static bool SameTwice(string? text) => Crossed<string?[]>([text, text]) is var both && both[0] == text && both[1] == text;

    private static T Crossed<T>(T value) => Pair().Cross(value);

    private static WirePair Pair() => new(null, "RayAkka.Tests.Isolation.*");
}
