using RayAkka.Tasks;

namespace RayAkka.Recovery.Results;

/// <summary>Makes requests for replies whose type is known only at run time. They are never refused while the actor lives: they are sent again to each next incarnation.</summary>
internal static class ReplyRequest
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, Func<RayRuntime, CallerId, long, ObjectRef>> s_makers = new();

    public static ObjectRef Make(Type resultType, RayRuntime runtime, CallerId caller, long index)
    {
        var request = s_makers.GetOrAdd(resultType, static type =>
            typeof(ReplyRequest).GetMethod(nameof(New), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(type).CreateDelegate<Func<RayRuntime, CallerId, long, ObjectRef>>())(runtime, caller, index);
        request.Caller = runtime.Driver;
        request.Extras = new CallExtras { RetriesLeft = -1, MayRunAgain = true };
        return request;
    }

    private static ReplyRequest<T> New<T>(RayRuntime runtime, CallerId caller, long index) => new(runtime, caller, index);
}
