using System.Collections.Frozen;

namespace RayAkka.Isolation;

/// <summary>
/// The types whose objects cannot be passed on, by the names of a class or one of its bases, or of an interface. Names, so that asking
/// loads no assembly.
/// </summary>
internal static class Refusals
{
    private static readonly Refusal s_delegate = new(
        "a delegate", "delegates cannot be passed to a remote call: pass the data it needs or an ActorHandle instead.");

    private static readonly Refusal s_expression = new(
        "an expression tree", "expression trees cannot be passed to a remote call: pass the data it is built from instead.");

    private static readonly Refusal s_task = new(
        "a task", "tasks cannot be passed to a remote call: await it and pass its result, or pass an ObjectRef instead.");

    private static readonly Refusal s_stream = new(
        "a stream", "streams cannot be passed to a remote call: pass its contents, or open it where it is read.");

    private static readonly Refusal s_refStream = new(
        "a stream of refs", "such a stream is read where its call was made: pass its items, or a handle of the actor that makes them.");

    private static readonly Refusal s_handle = new(
        "a native handle", "native handles cannot be passed to a remote call: open the resource inside the actor, or pass a long if it is a number.");

    private static readonly Refusal s_sequence = new(
        "a lazy sequence", "lazy sequences cannot be passed to a remote call: call ToList() or ToArray() on it first.");

    private static readonly Refusal s_stateMachine = new(
        "a running async method", "running methods cannot be passed to a remote call: await it and pass its result.");

    private static readonly Refusal s_thread = new(
        "bound to a thread or its context", "such objects cannot be passed to a remote call: pass the values it holds instead.");

    private static readonly Refusal s_lock = new(
        "a lock", "locks cannot be passed to a remote call: an actor runs one call at a time, so keep what the lock guards in an actor.");

    private static readonly Refusal s_timer = new(
        "a timer", "timers cannot be passed to a remote call: start it inside the actor.");

    private static readonly Refusal s_cancellation = new(
        "a cancellation source", "cancellation sources cannot be passed to a remote call: pass its Token instead.");

    private static readonly Refusal s_connection = new(
        "a connection", "connections cannot be passed to a remote call: pass its address and open it inside the actor.");

    private static readonly Refusal s_services = new(
        "a service container", "service containers cannot be passed to a remote call: build it inside the actor.");

    private static readonly Refusal s_weak = new(
        "a weak reference", "weak references cannot be passed to a remote call: pass its target instead.");

    private static readonly Refusal s_channel = new(
        "a channel", "channels cannot be passed to a remote call: pass an ActorHandle that both sides call instead.");

    private static readonly Refusal s_runtime = new(
        "part of the runtime", "such objects cannot be passed to a remote call: create it inside the actor.");

    private static readonly Refusal s_span = new(
        "a span", "spans cannot be passed to a remote call: pass an array instead.");

    private static readonly Refusal s_owner = new(
        "the owner of a native resource (it has a finalizer)",
        "such objects cannot be passed to a remote call: create it inside the actor, or pass the data it holds.");

    private static readonly FrozenDictionary<string, Refusal> s_byName = new Dictionary<string, Refusal>(StringComparer.Ordinal)
    {
        ["System.Delegate"] = s_delegate,
        ["System.Linq.Expressions.Expression"] = s_expression,
        ["System.Threading.Tasks.Task"] = s_task,
        ["System.Threading.Tasks.ValueTask"] = s_task,
        ["System.Threading.Tasks.ValueTask`1"] = s_task,
        ["System.Threading.Tasks.TaskCompletionSource"] = s_task,
        ["System.Threading.Tasks.TaskCompletionSource`1"] = s_task,
        ["System.IO.Stream"] = s_stream,
        ["RayAkka.ObjectRefStream`1"] = s_refStream,
        ["System.IO.TextReader"] = s_stream,
        ["System.IO.TextWriter"] = s_stream,
        ["System.IO.BinaryReader"] = s_stream,
        ["System.IO.BinaryWriter"] = s_stream,
        ["System.IO.Pipelines.PipeReader"] = s_stream,
        ["System.IO.Pipelines.PipeWriter"] = s_stream,
        ["System.IntPtr"] = s_handle,
        ["System.UIntPtr"] = s_handle,
        ["System.Reflection.Pointer"] = s_handle,
        ["System.Runtime.InteropServices.SafeHandle"] = s_handle,
        ["System.Runtime.InteropServices.CriticalHandle"] = s_handle,
        ["System.Runtime.InteropServices.GCHandle"] = s_handle,
        ["System.Runtime.InteropServices.GCHandle`1"] = s_handle,
        ["System.Runtime.InteropServices.PinnedGCHandle`1"] = s_handle,
        ["System.Runtime.InteropServices.WeakGCHandle`1"] = s_handle,
        ["System.Runtime.DependentHandle"] = s_handle,
        ["System.Buffers.MemoryHandle"] = s_handle,
        ["System.Threading.Thread"] = s_thread,
        ["System.Threading.ThreadLocal`1"] = s_thread,
        ["System.Threading.AsyncLocal`1"] = s_thread,
        ["System.Threading.SynchronizationContext"] = s_thread,
        ["System.Threading.ExecutionContext"] = s_thread,
        ["System.Threading.Tasks.TaskScheduler"] = s_thread,
        ["System.Threading.SemaphoreSlim"] = s_lock,
        ["System.Threading.ReaderWriterLockSlim"] = s_lock,
        ["System.Threading.ReaderWriterLock"] = s_lock,
        ["System.Threading.Lock"] = s_lock,
        ["System.Threading.WaitHandle"] = s_lock,
        ["System.Threading.ManualResetEventSlim"] = s_lock,
        ["System.Threading.CountdownEvent"] = s_lock,
        ["System.Threading.Barrier"] = s_lock,
        ["System.Threading.Timer"] = s_timer,
        ["System.Threading.PeriodicTimer"] = s_timer,
        ["System.Timers.Timer"] = s_timer,
        ["System.Threading.CancellationTokenSource"] = s_cancellation,
        ["System.Threading.CancellationTokenRegistration"] = s_cancellation,
        ["System.Net.Sockets.Socket"] = s_connection,
        ["System.Net.Sockets.TcpClient"] = s_connection,
        ["System.Net.Sockets.TcpListener"] = s_connection,
        ["System.Net.Sockets.UdpClient"] = s_connection,
        ["System.Net.HttpListener"] = s_connection,
        ["System.Net.Http.HttpMessageInvoker"] = s_connection,
        ["System.Net.Http.HttpMessageHandler"] = s_connection,
        ["System.Net.Http.HttpContent"] = s_stream,
        ["System.Net.WebSockets.WebSocket"] = s_connection,
        ["System.Data.Common.DbConnection"] = s_connection,
        ["System.Data.Common.DbCommand"] = s_connection,
        ["System.Data.Common.DbDataReader"] = s_connection,
        ["System.Diagnostics.Process"] = s_handle,
        ["System.WeakReference"] = s_weak,
        ["System.WeakReference`1"] = s_weak,
        ["System.Runtime.CompilerServices.ConditionalWeakTable`2"] = s_weak,
        ["System.Threading.Channels.Channel`2"] = s_channel,
        ["System.Threading.Channels.ChannelReader`1"] = s_channel,
        ["System.Threading.Channels.ChannelWriter`1"] = s_channel,
        ["System.Linq.ParallelQuery"] = s_sequence,
        ["System.Reflection.Emit.DynamicMethod"] = s_runtime,
        ["System.Reflection.Emit.AssemblyBuilder"] = s_runtime,
        ["System.Reflection.Emit.ModuleBuilder"] = s_runtime,
        ["System.Reflection.Emit.TypeBuilder"] = s_runtime,
        ["System.Reflection.Emit.MethodBuilder"] = s_runtime,
        ["System.Runtime.Loader.AssemblyLoadContext"] = s_runtime,
        ["System.Runtime.ExceptionServices.ExceptionDispatchInfo"] = s_runtime,
        ["System.__ComObject"] = s_runtime,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Refusal> s_byInterface = new Dictionary<string, Refusal>(StringComparer.Ordinal)
    {
        ["System.Collections.IEnumerator"] = s_sequence,
        ["System.Collections.Generic.IAsyncEnumerator`1"] = s_sequence,
        ["System.Linq.IQueryable"] = s_sequence,
        ["System.Runtime.CompilerServices.IAsyncStateMachine"] = s_stateMachine,
        ["System.Threading.ITimer"] = s_timer,
        ["System.IServiceProvider"] = s_services,
        ["Microsoft.Extensions.DependencyInjection.IServiceScope"] = s_services,
        ["Microsoft.Extensions.DependencyInjection.IServiceScopeFactory"] = s_services,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>For values of pointer types, wherever they are found.</summary>
    public static Refusal Address => s_handle;

    /// <summary>Why values of the type are refused; null when they are not.</summary>
    public static Refusal? Of(Type type)
    {
        if (type.IsPointer || type.IsFunctionPointer)
            return s_handle;
        if (type.IsByRefLike)
            return s_span;
        if (type.IsArray)
            return type.GetElementType() is { IsPointer: true } or { IsFunctionPointer: true } ? s_handle : null;

        for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
        {
            if (s_byName.TryGetValue(NameOf(current), out var refusal))
                return refusal;
        }

        if (type.IsInterface && s_byInterface.TryGetValue(NameOf(type), out var own))
            return own;
        foreach (var one in type.GetInterfaces())
        {
            if (s_byInterface.TryGetValue(NameOf(one), out var refusal))
                return refusal;
        }

        return type.IsClass && !typeof(Exception).IsAssignableFrom(type) && HasFinalizer(type) ? s_owner : null;
    }

    private static bool HasFinalizer(Type type)
    {
        for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
        {
            var finalizer = current.GetMethod("Finalize", FieldSearch.Instance, []);
            if (finalizer?.GetBaseDefinition().DeclaringType == typeof(object))
                return true;
        }

        return false;
    }

    private static string NameOf(Type type)
    {
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return definition.FullName ?? definition.Name;
    }
}
