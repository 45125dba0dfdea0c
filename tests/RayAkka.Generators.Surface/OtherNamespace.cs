using RayAkka;

namespace Elsewhere;

// No using for the namespace of the class: what is generated stands in RayAkka.
internal static class Calls
{
    public static ObjectRef<int> Use(ActorHandle<RayAkka.Generators.Surface.Counter> counter) => counter.Increment.Remote(by: 2);
}
