using FsCheck;
using FsCheck.Fluent;
using RayAkka.Isolation;

namespace RayAkka.Tests.Isolation;

public class RandomGraphTests
{
    // A graph is written as a program of edges, so that FsCheck can shrink it.
    private static readonly Arbitrary<Step[]> s_programs = Arb.From(
        Gen.Choose(0, 9).SelectMany(kind => Gen.Choose(0, 11).SelectMany(from => Gen.Choose(0, 11).Select(to => new Step(kind, from, to))))
            .ArrayOf(),
        Shrink);

    [Fact]
    public void Copy_RandomGraph_IsIsomorphicAndSharesNoMutableNode()
    {
        Prop.ForAll(s_programs, program =>
        {
            var original = Build(program);
            var copy = Isolate.Copy(original);
            GraphComparison.AssertIsomorphic(original, copy);

            // And the original was left alone.
            GraphComparison.AssertIsomorphic(Build(program), original);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(120));
    }

    private static IEnumerable<Step[]> Shrink(Step[] program)
    {
        for (var i = 0; i < program.Length; i++)
            yield return [.. program[..i], .. program[(i + 1)..]];
    }

    internal static TestNode[] Build(Step[] program)
    {
        var nodes = Enumerable.Range(0, 12).Select(id => new TestNode { Id = id }).ToArray();
        foreach (var (kind, first, second) in program)
            Connect(kind, nodes[first], nodes[second]);
        return nodes;
    }

    private static void Connect(int kind, TestNode from, TestNode to)
    {
        switch (kind)
        {
            case 0:
                from.Left = to;
                break;
            case 1:
                from.Hide(to);
                break;
            case 2:
                from.More().Add(to);
                break;
            case 3:
                from.Edge = (to.Id, to);
                break;
            case 4:
                from.Array = [to, from, .. from.Array ?? []];
                break;
            case 5:
                (from.ByIdentity ??= [])[to] = from;
                break;
            case 6:
                (from.ByName ??= new Dictionary<string, TestNode?>(StringComparer.Ordinal))[$"{to.Id}"] = to;
                break;
            case 7:
                (from.Set ??= []).Add(to);
                break;
            case 8:
                from.Any = (object?)to.ByIdentity ?? (object?)to.Set ?? to.Numbers;
                break;
            default:
                from.Numbers = to.Numbers ?? [from.Id, to.Id];
                break;
        }
    }

    internal sealed record Step(int Kind, int From, int To);
}
