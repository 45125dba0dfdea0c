using System.Linq.Expressions;
using System.Reflection;
using RayAkka.Tests.Expressions.Samples;

namespace RayAkka.Tests.Expressions;

public class ConstructorParsingTests
{
    [Fact]
    public void ParseConstructor_EachCall_MakesANewObject()
    {
        var bound = Calls.Constructor(() => new Gym("pole", 3)).Bind();
        var first = (Gym)bound.Run()!;

        Assert.Equal(("pole", 3), (first.Name, first.Seed));
        Assert.NotSame(first, bound.Run());
    }

    [Fact]
    public void ParseConstructor_TypeParameterAndForeignClass_Work()
    {
        Assert.IsType<List<int>>(Calls.Constructor(() => new List<int>(4)).Run());
        Assert.IsType<Breaker>(New<Breaker>());

        static object? New<T>()
            where T : new() => Calls.Constructor(() => new T()).Run();
    }

    [Fact]
    public void ParseConstructor_ObjectInitialiser_IsRefused() => Assert.Contains(
        "Ray.Actor cannot set members of Gym after its constructor",
        Calls.MisuseOf(() => Calls.Constructor(() => new Gym("a") { Seed = 3 })));

    [Fact]
    public void ParseConstructor_CollectionInitialiser_IsRefused() => Assert.Contains(
        "Ray.Actor cannot set members of List<Int32>",
        Calls.MisuseOf(() => Calls.Constructor(() => new List<int> { 3 })));

    [Fact]
    public void ParseConstructor_NotAConstructor_IsRefused()
    {
        var gym = new Gym("a");

        Assert.Contains("Ray.Actor takes one constructor call", Calls.MisuseOf(() => Calls.Constructor(() => gym)));
        Assert.Contains("Ray.Actor takes one constructor call", Calls.MisuseOf(() => Calls.Constructor(() => gym.Inner)));
        Assert.Contains("Ray.Actor takes one constructor call", Calls.MisuseOf(() => Calls.Constructor(() => new int[3])));
    }

    [Fact]
    public void ParseConstructor_SeenAsItsInterface_IsRefused() => Assert.Contains(
        "write Ray.Actor(() => new Gym(...)) and call As<IGym>() on the handle",
        Calls.MisuseOf(() => Calls.Constructor<IGym>(() => new Gym("a"))));

    [Fact]
    public void ParseConstructor_AbstractClass_IsRefused()
    {
        var constructor = typeof(GymBase).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, [])!;

        Assert.Contains(
            "'GymBase' is abstract",
            Calls.MisuseOf(() => Calls.Constructor(Expression.Lambda<Func<GymBase>>(Expression.New(constructor)))));
    }
}
