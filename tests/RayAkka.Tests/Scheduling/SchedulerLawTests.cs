using FsCheck;
using FsCheck.Fluent;
using RayAkka.Scheduling;

namespace RayAkka.Tests.Scheduling;

public sealed class SchedulerLawTests
{
    private static readonly Config s_long = Config.QuickThrowOnFailure.WithMaxTest(150).WithStartSize(20).WithEndSize(400);

    private static readonly Arbitrary<int[]> s_operations =
        Arb.From(Gen.Choose(int.MinValue, int.MaxValue).ArrayOf(), ArbMap.Default.ArbFor<int[]>().Shrinker);

    [Theory]
    [InlineData(int.MaxValue)] // never reserves
    [InlineData(1)] // reserves all the time
    public void AnySequence_OfOperations_KeepsTheBooksAndSettlesEveryRequestOnce(int passLimit) =>
        Prop.ForAll(s_operations, (int[] codes) =>
        {
            using var model = new SchedulerModel(passLimit);
            foreach (var code in codes)
                model.Apply(code);
            model.Finish();
        }).Check(s_long);

    [Fact]
    public void TakeAndReturn_OfGpuShares_NeverGivesAnIdTwiceAndReturnsAll() =>
        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt[]>(), static (PositiveInt[] amounts) =>
        {
            var gpus = new GpuLedger([3, 5, 8, 9]);
            var taken = new List<(IReadOnlyList<int> Ids, long Amount)>();
            foreach (var amount in amounts.Select(any => any.Get % 7 is 0 ? 20_000L : any.Get % 7 is 1 ? 10_000L : any.Get * 613 % 9_999 + 1))
            {
                if (gpus.Fits(amount))
                    taken.Add((gpus.Take(amount), amount));
                else if (taken.Count > 0)
                    ReturnFirst(gpus, taken);
                foreach (var id in new[] { 3, 5, 8, 9 })
                    Assert.InRange(taken.Where(take => take.Ids.Contains(id)).Sum(take => Math.Min(take.Amount, 10_000)), 0, 10_000);
                Assert.Equal(40_000 - taken.Sum(take => take.Amount), gpus.Free);
            }

            while (taken.Count > 0)
                ReturnFirst(gpus, taken);
            Assert.True(gpus.Fits(40_000));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Create_OfAnyWholeNumberOfSteps_RoundTrips() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt>(), static (NonNegativeInt steps) =>
            ResourceSet.Create(steps.Get / 10_000.0, 0, 0, custom: null).Cpu == steps.Get).QuickCheckThrowOnFailure();

    private static void ReturnFirst(GpuLedger gpus, List<(IReadOnlyList<int> Ids, long Amount)> taken)
    {
        gpus.Return(taken[0].Ids, taken[0].Amount);
        taken.RemoveAt(0);
    }
}
