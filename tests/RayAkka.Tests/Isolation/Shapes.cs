using System.Collections;
using System.Runtime.CompilerServices;
using RayAkka.CompilerServices;

namespace RayAkka.Tests.Isolation;

/// <summary>The types that the tests of isolation copy.</summary>
internal static class Shapes
{
    internal sealed class Point(int x, int y)
    {
        public int X { get; } = x;

        public int Y { get; } = y;
    }

    internal sealed record SealedRecord(string Name, Point Where, SealedRecord? Next);

    internal record OpenRecord(string Name);

    internal sealed record RecordOfList(List<int> Items);

    internal readonly record struct Money(decimal Amount, string Currency);

    internal struct Mutable
    {
        public int Value;
        public string? Text;
    }

    internal struct Holder
    {
        public int Number;
        public List<int>? Items;
    }

    [InlineArray(3)]
    internal struct Three
    {
        public List<int>? First;
    }

    // Recursive in a circle, one of which can be written to.
    internal sealed class Ring(Ring2? next)
    {
        public Ring2? Next { get; } = next;
    }

    internal sealed class Ring2(Ring? next)
    {
        public Ring? Next { get; set; } = next;
    }

    internal abstract class Secretive(int[] secret)
    {
        private readonly int[] _secret = secret;

        public int[] Reveal() => _secret;
    }

    internal sealed class Derived(int[] secret) : Secretive(secret);

    internal class Base(int value)
    {
        private int _value = value;

        public int Bump() => ++_value;
    }

    internal sealed class SealedOnMutableBase() : Base(1);

    internal sealed class Node
    {
        public int Value { get; set; }

        public Node? Next { get; set; }
    }

    [Immutable]
    internal class Vowed
    {
        public List<int> Items { get; } = [];
    }

    internal sealed class Unvowed : Vowed;

    internal sealed class Order
    {
        public string Name { get; init; } = "";

        public Action? Callback { get; set; }

        public Stream? Log { get; set; }

        public List<Order> Parts { get; init; } = [];

        public Dictionary<string, object?> Extra { get; init; } = [];

        public ValueTask<int> Pending { get; set; }

        public nint Handle { get; set; }

        public object? Anything { get; set; }
    }

    internal sealed unsafe class Pointing
    {
        public int* Where { get; set; }
    }

    internal sealed class Finalized
    {
        public int Value { get; set; }

        ~Finalized() => Value = 0;
    }

    internal sealed class CaseBlind : IEqualityComparer<object>
    {
        public int Calls { get; set; }

        public new bool Equals(object? x, object? y)
        {
            Calls++;
            return x is Node a && y is Node b && a.Value == b.Value;
        }

        public int GetHashCode(object obj) => ((Node)obj).Value;
    }

    internal sealed class Registry : Dictionary<Node, string>
    {
        public List<string> Notes { get; } = [];
    }

    internal sealed class Ref : Invocation<int>;

    internal sealed class Services : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }

    internal sealed class CustomException(string message, List<int> details, Action retry) : Exception(message)
    {
        public List<int> Details { get; } = details;

        public Action Retry { get; } = retry;
    }

    internal static IEnumerable<int> Iterator()
    {
        yield return 1;
    }

    internal static IEnumerator Enumerator()
    {
        yield return 1;
    }

    internal static async IAsyncEnumerable<int> AsyncIterator()
    {
        await Task.Yield();
        yield return 1;
    }
}
