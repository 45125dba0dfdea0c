using System.Collections.Concurrent;
using System.Reflection;
using RayAkka.CompilerServices;

namespace RayAkka.Expressions;

/// <summary>What the generator would know of a class, method or function, read by reflection once and kept.</summary>
internal static class Descriptors
{
    private static readonly ConcurrentDictionary<Type, ActorDescriptor> s_classes = new();
    private static readonly ConcurrentDictionary<(Type Actor, MethodBase Method), CallDescriptor> s_methods = new();
    private static readonly ConcurrentDictionary<MethodBase, CallDescriptor> s_functions = new();

    public static ActorDescriptor OfClass(Type type) =>
        s_classes.GetOrAdd(type, static key => new ActorDescriptor(TypeNames.Of(key), AttributeOptions.OfClass(key)));

    public static CallDescriptor OfMethod(Type actor, CallPlan plan) => s_methods.GetOrAdd(
        (actor, plan.Member),
        static key => new CallDescriptor($"{TypeNames.Of(key.Actor)}.{TypeNames.Simple(key.Method)}")
        {
            MethodOptions = AttributeOptions.OfMethod(key.Actor, (MethodInfo)key.Method),
        });

    public static CallDescriptor OfFunction(CallPlan plan) => s_functions.GetOrAdd(
        plan.Member,
        static key => new CallDescriptor(TypeNames.Of(key)) { TaskOptions = AttributeOptions.OfFunction((MethodInfo)key) });
}
