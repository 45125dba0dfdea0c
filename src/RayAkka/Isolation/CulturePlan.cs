using System.Globalization;

namespace RayAkka.Isolation;

/// <summary>For cultures: most are read-only, which their type does not show.</summary>
internal sealed class CulturePlan() : CopyPlan(CopyKind.Clone)
{
    public override object Start(object original, CopyContext context) =>
        original is CultureInfo { IsReadOnly: false } culture ? culture.Clone() : original;
}
