using System.Buffers.Binary;
using System.Text;
using RayAkka.Cluster.Serialization;
using RayAkka.Tests.Wire.Samples;
using RayAkka.Tests.Wire.Support;
using RayAkka.Wire;

namespace RayAkka.Cluster.Tests.Serialization;

/// <summary>Hyperion payloads from a hostile peer are refused with one sentence each, and harm nothing.</summary>
public sealed class HostileHyperionTests
{
    private const int Frames = 1_000_000;

    private readonly WirePair _pair = new(new HyperionValueCodec(), typeof(Label).FullName!);

    public static TheoryData<string> Names => new(
        "System.Diagnostics.Process, System.Diagnostics.Process",
        "System.IO.FileInfo, System.Private.CoreLib",
        "System.IO.FileInfo, System.Private.CoreLib,%core%",
        "System.Threading.Tasks.Task, System.Private.CoreLib,%core%",
        "System.Action, System.Private.CoreLib,%core%",
        "System.Collections.Generic.List`1[[System.Action, System.Private.CoreLib,%core%]], System.Private.CoreLib,%core%",
        "System.Collections.Generic.List`1[[System.IO.FileInfo, System.Private.CoreLib,%core%]], System.Private.CoreLib,%core%",
        "System.Action[], System.Private.CoreLib,%core%",
        "System.IO.FileInfo[,], System.Private.CoreLib,%core%",
        "System.Int32*, System.Private.CoreLib,%core%",
        "System.Int32&, System.Private.CoreLib,%core%",
        "System.Collections.Generic.List`1, System.Private.CoreLib,%core%",
        "System.Collections.Generic.List`1[[System.Collections.Generic.List`1, System.Private.CoreLib,%core%]], System.Private.CoreLib,%core%",
        "RayAkka.Tests.Wire.Samples.Unnamed, RayAkka.Cluster.Tests",
        "RayAkka.Tests.Wire.Samples.Unnamed[], RayAkka.Cluster.Tests",
        "System.Tuple`1[[RayAkka.Tests.Wire.Samples.Unnamed, RayAkka.Cluster.Tests]], System.Private.CoreLib,%core%",
        "No.Such.Type, RayAkka.Cluster.Tests",
        "No.Such.Type, No.Such.Assembly",
        "RayAkka.Tests.Wire.Samples.Order, ../../evil",
        "RayAkka.Tests.Wire.Samples.Order, /tmp/evil.dll",
        "Akka.Actor.ActorSystem, Akka",
        "[[[[[[",
        "",
        "\0",
        "System.String",
        new string('[', 3000));

    [Theory]
    [MemberData(nameof(Names))]
    public void TypeName_ThatIsNotAllowed_IsRefused(string name)
    {
        var error = Assert.Throws<WireFormatException>(() => _pair.Values.Read(new WireReader(Manifest(name)), _pair));

        Assert.EndsWith(".", error.Message);
        Assert.DoesNotContain("\n", error.Message);
    }

    [Fact]
    public void TypeName_OfAnAssemblyThatNobodyRefersTo_LoadsNothing()
    {
        var before = AppDomain.CurrentDomain.GetAssemblies().Length;
        Assert.Throws<WireFormatException>(() => _pair.Values.Read(new WireReader(Manifest("System.Xml.Xsl.XslCompiledTransform, System.Private.Xml")), _pair));
        Assert.Throws<WireFormatException>(() => _pair.Values.Read(new WireReader(Manifest("A.B, Microsoft.VisualBasic.Core")), _pair));

        Assert.Equal(before, AppDomain.CurrentDomain.GetAssemblies().Length);
    }

    [Fact]
    public void Type_RefusedAtOneGate_IsNotLetInByAnother()
    {
        var codec = new HyperionValueCodec();
        var open = new WirePair(codec, "RayAkka.Tests.Wire.Samples.Unnamed");
        var bytes = open.Encode(writer => codec.Write(writer, new Unnamed { Value = 5 }, open));

        Assert.Equal(5, Assert.IsType<Unnamed>(codec.Read(new WireReader(bytes), open)).Value);
        Assert.Throws<WireFormatException>(() => codec.Read(new WireReader(bytes), new WirePair(codec)));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(252)]
    [InlineData(253)]
    [InlineData(251)]
    public void Manifest_ThatMakesHyperionBelieveALength_IsRefusedUnread(byte manifest)
    {
        byte[] bytes = [1, manifest, 255, 255, 255, 255, 127, 255, 255, 255, 127];

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<WireFormatException>(() => _pair.Values.Read(new WireReader(bytes), _pair));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Length_OfAnArray_AllocatesNoMoreThanThereIs()
    {
        var bytes = new List<byte>(Manifest("System.Object[], System.Private.CoreLib,%core%"));
        bytes.AddRange([0, 0, 0, 0, 255, 255, 255, 255, 7]);

        // Once before, since the gate looks at all assemblies the first time.
        Assert.Throws<WireFormatException>(() => _pair.Values.Read(new WireReader([.. bytes]), _pair));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<WireFormatException>(() => _pair.Values.Read(new WireReader([.. bytes]), _pair));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void MutatedPayloads_AreReadOrRefused()
    {
        var order = new Order(1, 2.5m) { Tags = ["a", "b"], Shape = new Circle(1), Note = new int[,] { { 1, 2 } } };
        order.Ranks = new Dictionary<Order, int> { [new Order(2, 3)] = 1 };
        order.Next = order;
        object[] values =
        [
            order,
            new List<Point> { new(1, 2) },
            new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1, ["b"] = null, ["c"] = new[] { "x" } },
            new object[] { new HashSet<Label> { new("a") }, new Queue<int>([1]), new SortedSet<int> { 2, 1 }, new Uri("https://example.org"), typeof(Order) },
            System.Collections.Frozen.FrozenSet.Create(1, 2),
        ];
        var seeds = values.Select(value => _pair.Encode(writer => _pair.Values.Write(writer, value, _pair))).ToArray();

        var refused = new Mutations(seed: 777).Run(Frames, seeds, (bytes, _) => _pair.Values.Read(new WireReader(bytes), _pair));

        Assert.InRange(refused, Frames / 10, Frames - 1);
    }

    private static byte[] Manifest(string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var bytes = new byte[2 + sizeof(int) + text.Length];
        bytes[0] = 1;
        bytes[1] = 255;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(2), text.Length);
        text.CopyTo(bytes.AsSpan(2 + sizeof(int)));
        return bytes;
    }
}
