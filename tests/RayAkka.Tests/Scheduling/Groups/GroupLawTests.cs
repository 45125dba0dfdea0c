using FsCheck;
using FsCheck.Fluent;

namespace RayAkka.Tests.Scheduling.Groups;

public sealed class GroupLawTests
{
    private static readonly Config s_long = Config.QuickThrowOnFailure.WithMaxTest(150).WithStartSize(20).WithEndSize(150);

    private static readonly Arbitrary<int[]> s_operations =
        Arb.From(Gen.Choose(int.MinValue, int.MaxValue).ArrayOf(), ArbMap.Default.ArbFor<int[]>().Shrinker);

    [Fact]
    public void AnySequence_OfOperations_KeepsTheBooksAndTheConstraints() =>
        Prop.ForAll(s_operations, static (int[] codes) =>
        {
            using var model = new GroupModel();
            foreach (var code in codes)
                model.Apply(code);
            model.Finish();
        }).Check(s_long);
}
