using System.Collections.Concurrent;

namespace RayAkka.Objects;

/// <summary>Makes refs whose object's type is known only at run time.</summary>
internal static class BorrowedRefs
{
    private static readonly ConcurrentDictionary<Type, Func<RayRuntime, ObjectLease?, ObjectRef>> s_makers = new();

    /// <summary>A ref to another process's object.</summary>
    public static ObjectRef Make(Type objectType, RayRuntime runtime, ObjectLease lease) => Maker(objectType)(runtime, lease);

    /// <summary>A ref of this process to an object whose outcome came with it.</summary>
    public static ObjectRef MakeOwn(Type objectType, RayRuntime runtime) => Maker(objectType)(runtime, null);

    private static Func<RayRuntime, ObjectLease?, ObjectRef> Maker(Type objectType) => s_makers.GetOrAdd(objectType, static type =>
        typeof(BorrowedRefs).GetMethod(nameof(New), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type).CreateDelegate<Func<RayRuntime, ObjectLease?, ObjectRef>>());

    private static ObjectRef New<T>(RayRuntime runtime, ObjectLease? lease) =>
        lease is null ? new ReceivedRef<T>(runtime) : new BorrowedRef<T>(runtime, lease);
}
