using System.Collections.Generic;
using System.Linq;
using RayAkka.Generators.Generation.Model;

namespace RayAkka.Generators.Generation.Emission;

/// <summary>
/// One generated <c>Remote</c>. The priority decides between overloads that all apply: a ref goes before the <c>object</c> or <c>T</c>
/// that it would also fit; otherwise fewer refs of an overload's own go first (a missing optional argument fits with and without), and
/// values go before <c>Arg</c> (a call with defaults fits both).
/// </summary>
internal sealed class RemoteOverload
{
    private RemoteOverload(IReadOnlyList<(ParameterModel Parameter, PassedAs PassedAs)> parameters, int priority)
    {
        Parameters = parameters;
        Priority = priority;
    }

    public IReadOnlyList<(ParameterModel Parameter, PassedAs PassedAs)> Parameters { get; }

    public int Priority { get; }

    public bool TakesRefs => Parameters.Any(p => p.PassedAs != PassedAs.Value);

    public static IEnumerable<RemoteOverload> Of(CallModel call)
    {
        var parameters = call.Parameters.Where(p => p.Kind != ParameterKind.Token).ToList();
        var doubled = parameters.Where(HasOwnOverload).ToList();
        var ranks = doubled.Count(p => !GoesFirst(p)) + 1;
        for (var mask = 0; mask < 1 << doubled.Count; mask++)
        {
            var refs = doubled.Where((_, i) => (mask & (1 << i)) != 0).ToList();
            foreach (var arg in parameters.Exists(p => TakesArg(p) && !refs.Contains(p)) ? new[] { false, true } : [false])
            {
                var passed = parameters.Select(p =>
                    (p, refs.Contains(p) ? PassedAs.Ref : arg && TakesArg(p) ? PassedAs.Arg : PassedAs.Value));
                var first = refs.Count(GoesFirst);
                var rank = (first * ranks) + (ranks - 1 - (refs.Count - first));
                yield return new RemoteOverload([.. passed], (2 * rank) + (arg ? 0 : 1));
            }
        }
    }

    private static bool HasOwnOverload(ParameterModel parameter) => parameter.TakesRefs && parameter.Kind != ParameterKind.Value;

    private static bool TakesArg(ParameterModel parameter) => parameter.Kind is ParameterKind.Value or ParameterKind.NullableValue;

    /// <summary>A ref fits these parameters also as a value.</summary>
    private static bool GoesFirst(ParameterModel parameter) => parameter.Kind is ParameterKind.Object or ParameterKind.TypeParameter;
}
