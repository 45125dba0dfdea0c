using System.Reflection;

namespace RayAkka.Generators.Tests.Analyzers;

/// <summary>
/// What the cases call: a remote class with members of the shape that the generator gives it, written by hand so that the analyzers are
/// tested by themselves; and the part of the facade that the referenced package does not have.
/// </summary>
internal static class Facade
{
    private const string Generated =
        """
        namespace Cases
        {
            [Remote]
            public class Counter(int start)
            {
                private int _value = start;
                public int Increment() => ++_value;
                public async IAsyncEnumerable<int> Count(int to)
                {
                    await Task.Yield();
                    yield return to;
                }
            }

            [Remote] public class Marked(string name) : Counter(name.Length);

            public class Unmarked(int start) : Counter(start);
        }

        namespace RayAkka
        {
            using Cases;

            public static class Cases_Counter_Remote
            {
                extension(Counter)
                {
                    public static ActorHandle<Counter> Remote(int start) => throw null!;
                    public static CounterOptions Options(ActorOptions options) => throw null!;
                }

                extension(ActorHandle<Counter> handle)
                {
                    public IncrementCall Increment => default;
                    public CountCall Count => default;
                }
            }

            public static class Cases_Marked_Remote
            {
                extension(Marked)
                {
                    public static ActorHandle<Marked> Remote(string name) => throw null!;
                }
            }

            public sealed class CounterOptions
            {
                public ActorHandle<Counter> Remote(int start) => throw null!;
            }

            public readonly struct CountCall
            {
                public ObjectRefStream<int> Remote(int to) => throw null!;
                public ValueTask<ObjectRefStream<int>> RemoteAsync(int to) => throw null!;
                public CountCall Options(CallOptions options) => this;
            }

            public readonly struct IncrementCall
            {
                public ObjectRef<int> Remote() => throw null!;
                public IncrementCall Options(CallOptions options) => this;
            }
        }
        """;

    private const string Ray =
        """
        namespace RayAkka
        {
            public static class Ray
            {
                public static T Get<T>(ObjectRef<T> reference, TimeSpan? timeout = null) => throw null!;
                public static Task<T> GetAsync<T>(ObjectRef<T> reference) => throw null!;
                public static void Wait(IEnumerable<ObjectRef> references, int numReturns = 1, TimeSpan? timeout = null) { }
                public static void Init() { }
                public static void Shutdown() { }
            }
        }
        """;

    private const string Awaiting =
        """
        namespace RayAkka
        {
            public static class RefAwaiting
            {
                public static System.Runtime.CompilerServices.TaskAwaiter<T> GetAwaiter<T>(this ObjectRef<T> reference) => throw null!;
                public static Task<T> AsTask<T>(this ObjectRef<T> reference) => throw null!;
            }
        }
        """;

    public static string Source { get; } = string.Join(
        Environment.NewLine,
        Generated,
        Package.GetType("RayAkka.Ray") is null ? Ray : string.Empty,
        typeof(ObjectRef<>).GetMethod("GetAwaiter", []) is null ? Awaiting : string.Empty);

    private static Assembly Package => typeof(ObjectRef).Assembly;
}
