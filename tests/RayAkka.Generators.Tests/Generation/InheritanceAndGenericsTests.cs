namespace RayAkka.Generators.Tests.Generation;

/// <summary>Members of bases and type parameters.</summary>
public class InheritanceAndGenericsTests
{
    [Fact]
    public async Task Inheritance_GivesEachRemoteClassTheMembersOfItsBases() => await Generated.From("""
        public abstract class Base<T> { public T Echo(T value) => value; public virtual int Size(int x) => x; public void Hidden() { } }
        public class Middle<TItem> : Base<List<TItem>> { public void Fill(TItem item) { } }
        [Remote] public class Leaf : Middle<string> { public override int Size(int x) => 2 * x; public new int Hidden() => 1; }
        [Remote] public class Second(int x) : Leaf { public int X => x; }
        public static class Calls
        {
            public static void Use()
            {
                ActorHandle<Leaf> leaf = Leaf.Remote();
                ActorHandle<Second> second = Second.Remote(1);
                ObjectRef<List<string>> e = leaf.Echo.Remote(["a"]);
                ObjectRef<List<string>> f = second.Echo.Remote(e);
                ObjectRef<int> s = leaf.Size.Remote(1);
                ObjectRef<int> h = second.Hidden.Remote();
                ObjectRef i = leaf.Fill.Remote("a");
            }
        }
        """).CompilesAsync();

    [Fact]
    public async Task Base_InAnotherAssembly_IsInherited()
    {
        var library = Library.Compile("namespace Lib; public class Base { public int Add(in int a, int b = 2) => a + b; public void Swap(ref int a) { } internal void No() { } }");
        var generated = await Generated.From("""
            [Remote] public class Actor : Lib.Base { }
            public static class Calls { public static ObjectRef<int> Use() => Actor.Remote().Add.Remote(1); }
            """, library).CompilesAsync();

        Assert.DoesNotContain("No__Method", generated.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Swap__Method", generated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GenericClass_KeepsItsParametersAndConstraints() => await Generated.From("""
        public interface IKey<T> { }
        [Remote] public class Map<TKey, TValue>(TKey first) where TKey : notnull, IComparable<TKey> where TValue : class?, new()
        {
            public TValue Get(TKey key) => key.CompareTo(first) == 0 ? new() : new();
            public void Set(TKey key, TValue value) { }
            public T Convert<T>(TValue value, T seed) where T : struct, IKey<TKey> => seed;
        }
        public class Outer<T> where T : unmanaged
        {
            [Remote] public class Inner<U>(T t, U u) { public (T, U) Both() => (t, u); [Remote] public static T Make(T x, U? y) => x; }
        }
        public static class Calls
        {
            public static void Use(ObjectRef<string> key)
            {
                ActorHandle<Map<string, object>> map = Map<string, object>.Remote("a");
                ObjectRef<object> o = map.Get.Remote(key);
                ObjectRef s = map.Set.Remote("a", o);
                ActorHandle<Outer<int>.Inner<string>> inner = Outer<int>.Inner<string>.Options(new()).Remote(1, "a");
                ObjectRef<(int, string)> b = inner.Both.Remote();
                ObjectRef<int> m = Outer<int>.Inner<string>.Tasks.Make.Remote(1, null);
            }
        }
        """).CompilesAsync();

    [Fact]
    public async Task GenericMethod_NamedLikeTheClassesParameter_IsRenamed() => await Generated.From("""
        public class Base<T> { public U Convert<U>(T value, U seed) where U : notnull => seed; }
        [Remote] public class Actor<U> : Base<U> { }
        public static class Calls { public static ObjectRef<int> Use(ActorHandle<Actor<string>> a) => a.Convert.Remote("a", 1); }
        """).CompilesAsync();
}
