using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace RayAkka.Wire;

/// <summary>The classes of the runtime that are values.</summary>
internal static class ValuePlans
{
    private static readonly FrozenDictionary<Type, GraphPlan> s_plans = new GraphPlan[]
    {
        new ValuePlan<object>((_, _, _) => { }, (_, _) => new object()),
        new ValuePlan<DBNull>((_, _, _) => { }, (_, _) => DBNull.Value),
        new ValuePlan<Version>((w, v, _) => Texts.Write(w, v.ToString()), (r, _) => Version.Parse(r.Required())),
        new ValuePlan<Uri>(
            (w, v, _) =>
            {
                w.Bool(v.IsAbsoluteUri);
                Texts.Write(w, v.OriginalString);
            },
            (r, _) => r.Bool() is var isAbsolute ? new Uri(r.Required(), isAbsolute ? UriKind.Absolute : UriKind.Relative) : null!),
        new ValuePlan<IPAddress>((w, v, _) => Texts.Write(w, v.ToString()), (r, _) => IPAddress.Parse(r.Required())),
        new ValuePlan<IPEndPoint>((w, v, _) => Texts.Write(w, v.ToString()), (r, _) => IPEndPoint.Parse(r.Required())),
        new ValuePlan<CultureInfo>((w, v, _) => Texts.Write(w, v.Name), (r, _) => CultureInfo.GetCultureInfo(r.Required())),
        new ValuePlan<Encoding>((w, v, _) => w.Int(v.CodePage), (r, _) => Encoding.GetEncoding(r.Int())),
        new ValuePlan<TimeZoneInfo>(
            (w, v, _) => Texts.Write(w, v.ToSerializedString()),
            (r, _) => r.Required() is var text && text == TimeZoneInfo.Utc.ToSerializedString() ? TimeZoneInfo.Utc : TimeZoneInfo.FromSerializedString(text)),
        new ValuePlan<StringBuilder>((w, v, _) => Texts.Write(w, v.ToString()), (r, _) => new StringBuilder(r.Required())),
        new ValuePlan<Regex>(
            (w, v, _) =>
            {
                Texts.Write(w, v.ToString());
                w.Int((int)v.Options);
                w.Signed(v.MatchTimeout.Ticks);
            },
            (r, _) => new Regex(r.Required(), (RegexOptions)r.Int() & ~RegexOptions.Compiled, new TimeSpan(r.Signed()))),
        new ValuePlan<Type>((w, v, graph) => graph.OutgoingTypes.Write(w, v), (r, graph) => graph.IncomingTypes.ReadName(r, graph.Types)),
    }.ToFrozenDictionary(plan => plan.Type);

    public static GraphPlan? Find(Type type) => s_plans.GetValueOrDefault(type);

    private static string Required(this WireReader reader) => Texts.Read(reader) ?? throw new WireFormatException("A text is missing.");
}
