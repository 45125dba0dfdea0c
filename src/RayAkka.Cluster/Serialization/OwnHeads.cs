using RayAkka.Wire;

namespace RayAkka.Cluster.Serialization;

/// <summary>
/// The types for which Hyperion has serializers that nobody can replace: they stand for themselves, by a byte that none of its manifests of types
/// begins with.
/// </summary>
internal static class OwnHeads
{
    private static readonly GraphPlan[] s_plans = [GraphPlans.For(typeof(object)), GraphPlans.For(typeof(byte[])), GraphPlans.For(typeof(Type))];

    /// <summary>The byte of a type; -1 for all that Hyperion names.</summary>
    public static int Find(GraphPlan plan) => Array.IndexOf(s_plans, plan);

    public static GraphPlan? At(byte first) => first < s_plans.Length ? s_plans[first] : null;
}
