namespace RayAkka.Generators.Tests.Generation;

/// <summary>Which overload of <c>Remote</c> a call is bound to; the last test of each pair is the reason why the overload exists.</summary>
public class OverloadResolutionTests
{
    private const string Types =
        """
        public interface IShape { }
        public sealed class Circle : IShape { }
        public class Settings { public int Depth { get; set; } }
        public enum Mode { Fast, Slow }
        """;

    [Theory]
    [InlineData("1", "int")]
    [InlineData("by: 1", "int")]
    [InlineData("", "int")]
    [InlineData("r", "Arg<int>")]
    [InlineData("by: r", "Arg<int>")]
    [InlineData("'a'", "int")]
    [InlineData("Arg.Of(1)", "Arg<int>")]
    [InlineData("text", "error")]
    [InlineData("1, 2", "error")]
    public async Task Remote_OptionalInt_TakesValueRefOrNothing(string arguments, string expected) =>
        await BindsAsync("void M(int by = 1)", "ObjectRef<int> r, ObjectRef<string> text", arguments, expected);

    [Theory]
    [InlineData("null", "int[]")]
    [InlineData("[1, 2]", "int[]")]
    [InlineData("[]", "int[]")]
    [InlineData("new int[3]", "int[]")]
    [InlineData("r", "Arg<int[]>")]
    public async Task Remote_Array_TakesCollectionExpressionsAndNull(string arguments, string expected) =>
        await BindsAsync("void M(int[]? values)", "ObjectRef<int[]> r", arguments, expected);

    [Theory]
    [InlineData("new() { Depth = 1 }", "Settings, int")]
    [InlineData("new() { Depth = 1 }, 2", "Settings, int")]
    [InlineData("new Settings(), n", "Arg<Settings>, Arg<int>")]
    [InlineData("r", "Arg<Settings>, Arg<int>")]
    [InlineData("r, n", "Arg<Settings>, Arg<int>")]
    [InlineData("n: n, settings: r", "Arg<Settings>, Arg<int>")]
    public async Task Remote_ClassAndInt_TakesTargetTypedNew(string arguments, string expected) =>
        await BindsAsync("void M(Settings settings, int n = 3)", "ObjectRef<Settings> r, ObjectRef<int> n", arguments, expected);

    [Theory]
    [InlineData("new Circle()", "IShape")]
    [InlineData("shape", "IShape")]
    [InlineData("null", "IShape")]
    [InlineData("r", "ObjectRef<IShape>")]
    [InlineData("c", "ObjectRef<Circle>")]
    [InlineData("wrong", "error")]
    public async Task Remote_Interface_TakesRefsToImplementations(string arguments, string expected) => await BindsAsync(
        "void M(IShape? shape)", "IShape shape, ObjectRef<IShape> r, ObjectRef<Circle> c, ObjectRef<int> wrong", arguments, expected);

    [Theory]
    [InlineData("a, a", "IShape, IShape, int")]
    [InlineData("c, a", "ObjectRef<Circle>, IShape, int")]
    [InlineData("a, c", "IShape, ObjectRef<Circle>, int")]
    [InlineData("c, c", "ObjectRef<Circle>, ObjectRef<Circle>, int")]
    [InlineData("c, c, 1", "ObjectRef<Circle>, ObjectRef<Circle>, int")]
    [InlineData("c, a, n", "ObjectRef<Circle>, IShape, Arg<int>")]
    [InlineData("a, a, n", "IShape, IShape, Arg<int>")]
    [InlineData("y: a, x: c", "ObjectRef<Circle>, IShape, int")]
    public async Task Remote_SeveralInterfaces_TakesEachMixture(string arguments, string expected) => await BindsAsync(
        "void M(IShape x, IShape y, int n = 0)", "IShape a, ObjectRef<Circle> c, ObjectRef<int> n", arguments, expected);

    [Theory]
    [InlineData("a, a, a, a", "IShape, IShape, IShape, IShape")]
    [InlineData("c, a, c, Arg.Of(a)", "ObjectRef<Circle>, IShape, ObjectRef<Circle>, Arg<IShape>")]
    [InlineData("a, a, a, r", "IShape, IShape, IShape, Arg<IShape>")]
    [InlineData("a, a, a, Arg.Of<IShape, Circle>(c)", "IShape, IShape, IShape, Arg<IShape>")]
    [InlineData("c, c, c, a", "ObjectRef<Circle>, ObjectRef<Circle>, ObjectRef<Circle>, IShape")]
    public async Task Remote_FourInterfaces_TakesArgOfBeyondThree(string arguments, string expected) => await BindsAsync(
        "void M(IShape a, IShape b, IShape c, IShape d)", "IShape a, ObjectRef<Circle> c, ObjectRef<IShape> r", arguments, expected);

    [Theory]
    [InlineData("5", "object, int[]")]
    [InlineData("text", "object, int[]")]
    [InlineData("r", "ObjectRef, int[]")]
    [InlineData("u", "ObjectRef, int[]")]
    [InlineData("r, [1, 2]", "ObjectRef, int[]")]
    [InlineData("r, values", "ObjectRef, Arg<int[]>")]
    [InlineData("5, values", "object, Arg<int[]>")]
    [InlineData("null", "ObjectRef, int[]")]
    public async Task Remote_Object_PrefersRefs(string arguments, string expected) => await BindsAsync(
        "void M(object? o, int[]? values = null)", "string text, ObjectRef<int> r, ObjectRef u, ObjectRef<int[]> values", arguments, expected);

    [Theory]
    [InlineData("5, 6", "object, object")]
    [InlineData("r, 6", "ObjectRef, object")]
    [InlineData("5, r", "object, ObjectRef")]
    [InlineData("r, r", "ObjectRef, ObjectRef")]
    public async Task Remote_TwoObjects_PrefersRefsInEach(string arguments, string expected) =>
        await BindsAsync("void M(object a, object b)", "ObjectRef<int> r", arguments, expected);

    [Theory]
    [InlineData("5", "int")]
    [InlineData("text", "string")]
    [InlineData("r", "ObjectRef<int>")]
    public async Task Remote_GenericMethod_InfersFromValueAndRef(string arguments, string expected) =>
        await BindsAsync("T M<T>(T value)", "string text, ObjectRef<int> r", arguments, expected);

    [Theory]
    [InlineData("list, 1", "List<string>, int")]
    [InlineData("lists, 1", "ObjectRef<List<string>>, int")]
    [InlineData("list, n", "List<string>, Arg<int>")]
    [InlineData("lists, n", "ObjectRef<List<string>>, Arg<int>")]
    public async Task Remote_OpenType_InfersFromValueAndRef(string arguments, string expected) => await BindsAsync(
        "T M<T>(List<T> values, int n)", "List<string> list, ObjectRef<List<string>> lists, ObjectRef<int> n", arguments, expected);

    [Theory]
    [InlineData("1", "int?")]
    [InlineData("null", "int?")]
    [InlineData("", "int?")]
    [InlineData("r", "ObjectRef<int>")]
    [InlineData("n", "Arg<int?>")]
    public async Task Remote_NullableInt_TakesRefsToBoth(string arguments, string expected) =>
        await BindsAsync("void M(int? value = null)", "ObjectRef<int> r, ObjectRef<int?> n", arguments, expected);

    [Theory]
    [InlineData("1", "int, int[]")]
    [InlineData("1, 2, 3", "int, int[]")]
    [InlineData("1, values", "Arg<int>, Arg<int[]>")]
    [InlineData("r", "Arg<int>, Arg<int[]>")]
    public async Task Remote_Params_KeepsParams(string arguments, string expected) =>
        await BindsAsync("void M(int n, params int[] rest)", "ObjectRef<int> r, ObjectRef<int[]> values", arguments, expected);

    [Theory]
    [InlineData("1", "int")]
    [InlineData("\"a\"", "string")]
    [InlineData("r", "Arg<int>")]
    [InlineData("t", "Arg<string>")]
    public async Task Remote_OverloadsByType_AreChosenByTheRefsType(string arguments, string expected) =>
        await BindsAsync("void M(int a) { } public void M(string a)", "ObjectRef<int> r, ObjectRef<string> t", arguments, expected);

    [Theory]
    [InlineData("r", "ObjectRef<int>")]
    [InlineData("null", "ObjectRef<int>")]
    [InlineData("5", "error")]
    public async Task Remote_DeclaredRef_TakesItUnresolved(string arguments, string expected) =>
        await BindsAsync("void M(ObjectRef<int>? value)", "ObjectRef<int> r", arguments, expected);

    [Theory]
    [InlineData("Mode.Slow", "Mode, decimal")]
    [InlineData("", "Mode, decimal")]
    [InlineData("price: 2m", "Mode, decimal")]
    [InlineData("m", "Arg<Mode>, Arg<decimal>")]
    [InlineData("price: p", "Arg<Mode>, Arg<decimal>")]
    public async Task Remote_SeveralDefaults_KeepsNamesAndDefaults(string arguments, string expected) => await BindsAsync(
        "void M(Mode mode = Mode.Slow, decimal price = 1.5m)", "ObjectRef<Mode> m, ObjectRef<decimal> p", arguments, expected);

    private static async Task BindsAsync(string method, string parameters, string arguments, string expected)
    {
        var body = method.StartsWith('T') ? " => default!;" : " { }";
        var generated = Generated.From($$"""
            namespace Case;
            {{Types}}
            [Remote] public class Actor { public {{method}}{{body}} }
            public static class Calls
            {
                public static void Use(ActorHandle<Actor> actor, {{parameters}}) => actor.M.Remote({{arguments}});
            }
            """);

        Assert.Equal([expected], generated.Bound());
        if (expected != "error")
        {
            await generated.CompilesAsync();
        }
    }
}
