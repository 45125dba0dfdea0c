namespace RayAkka.Generators.Tests.Generation;

/// <summary>Types, defaults, nullability and <c>params</c> of parameters, written as the user wrote them.</summary>
public class ParameterTests
{
    [Fact]
    public async Task Defaults_OfEveryKind_AreWrittenAsTheyWere() => await Generated.From("""
        public enum Mode : byte { Fast = 1, Slow = 200 }
        [Flags] public enum Big : long { None = 0, All = -1 }
        public struct Point { public int X; }
        [Remote] public class Actor
        {
            private const string Quote = "a\"b\\\n\u0001{0}";
            public string A(string s = Quote, string? n = null, char c = '\'', bool b = true, decimal m = 1.50m, double d = 0.1, float f = 1e20f) => s;
            public void B(double a = double.NaN, double b = double.NegativeInfinity, float c = float.PositiveInfinity, double e = double.MaxValue) { }
            public void C(byte a = 255, sbyte b = -1, short c = -2, ushort d = 3, uint e = 4, long f = long.MinValue, ulong g = ulong.MaxValue) { }
            public void D(Mode m = Mode.Slow, Mode? n = Mode.Fast, Mode? o = null, Big b = Big.All, int? i = 5, Point p = default, Point? q = null) { }
            public void E<T>(T? x = default, List<T>? y = null, Guid g = default, CancellationToken ct = default, nint z = 3, int min = int.MinValue) { }
            public void F(object? o = null, IDisposable? d = null, dynamic? e = null, int @class = 1, string @default = "x") { }
            public void G([System.Runtime.InteropServices.Optional] int x, [System.Runtime.CompilerServices.CallerMemberName] string who = "") { }
        }
        public static class Calls
        {
            public static void Use(ActorHandle<Actor> a, ObjectRef<int> i, ObjectRef<string> s, ObjectRef<decimal> m, ObjectRef<Mode> mode)
            {
                a.A.Remote(); a.A.Remote(s); a.A.Remote(m: m); a.B.Remote(); a.C.Remote(f: 1); a.D.Remote(); a.D.Remote(mode, n: mode, i: i);
                a.E.Remote<int>(); a.E.Remote(1); a.E.Remote(i); a.F.Remote(); a.F.Remote(@class: i); a.F.Remote(i, @default: s); a.G.Remote();
            }
        }
        """).CompilesAsync();

    [Fact]
    public async Task Types_OfEveryKind_AreWrittenInFull() => await Generated.From("""
        namespace My.@namespace
        {
            public class @event { public class Nested { } }
            [Remote] public class @class
            {
                public (int A, (string? B, @event C) D) Tuples((int A, string? B)[] x, ValueTuple<int> y) => default;
                public int[][,] Arrays(int?[]?[] x, string?[]? y, Dictionary<string, List<(int, int?)>?> z) => null!;
                public @event.Nested Keywords(@event @this, int @params, string _x, int x) => null!;
                public dynamic? Dynamic(dynamic x, List<dynamic> y) => null;
                public void @void() { }
            }
        }
        public static class Calls
        {
            public static void Use(ActorHandle<My.@namespace.@class> a)
            {
                ObjectRef<(int A, (string? B, My.@namespace.@event C) D)> t = a.Tuples.Remote([(1, null)], new(1));
                a.@void.Remote(); a.Keywords.Remote(new(), 1, "", 2);
            }
        }
        """).CompilesAsync();

    [Fact]
    public async Task Params_OfEveryKind_KeepParams() => await Generated.From("""
        [Remote] public class Actor(params string[] names)
        {
            public string[] Names => names;
            public void A(params int[] x) { }
            public void B(string s, params object?[] x) { }
            public void C(params List<int> x) { }
            public void D(params IEnumerable<int> x) { }
            public void E<T>(params T[] x) { }
        }
        public static class Calls
        {
            public static void Use(ObjectRef<int[]> r, ObjectRef<List<int>> l)
            {
                var a = Actor.Remote("a", "b");
                a.A.Remote(); a.A.Remote(1, 2); a.A.Remote(r); a.B.Remote("a", 1, null); a.C.Remote(1, 2); a.C.Remote(l);
                a.D.Remote(1, 2); a.D.Remote(l); a.E.Remote(1, 2); a.E.Remote(r);
            }
        }
        """).CompilesAsync();

    [Fact]
    public async Task NullableDisabled_GivesNoWarnings() => await Generated.From("""
        #nullable disable
        [Remote] public class Actor { public string M(string s = null, List<string> l = null) => s; }
        #nullable enable
        public static class Calls
        {
            public static ObjectRef<string> Use(ActorHandle<Actor> a, ObjectRef<string> r, ObjectRef<string?> n) => a.M.Remote(null) ?? a.M.Remote(r) ?? a.M.Remote(n);
        }
        """).CompilesAsync();

    [Fact]
    public async Task NullableParameter_TakesRefsToBoth() => await Generated.From("""
        [Remote] public class Actor
        {
            public void M(string? s, int x = 0) { }
            public void N<T>(T? value, List<T?>? list) where T : class { }
        }
        public static class Calls
        {
            public static void Use(ActorHandle<Actor> a, ObjectRef<string> r, ObjectRef<string?> n, ObjectRef<List<string?>> l)
            {
                a.M.Remote(r); a.M.Remote(n); a.M.Remote(null); a.N.Remote(r, l); a.N.Remote("a", null);
            }
        }
        """).CompilesAsync();

    [Fact]
    public async Task NonNullableParameter_WarnsOfNull() =>
        Assert.StartsWith("CS8625:", Assert.Single(await Generated.From("""
            [Remote] public class Actor { public void M(string s) { } }
            public static class Calls { public static void Use(ActorHandle<Actor> a) => a.M.Remote(null); }
            """).FindingsAsync()), StringComparison.Ordinal);
}
