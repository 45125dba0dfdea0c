using System.ComponentModel;

namespace RayAkka.CompilerServices;

/// <summary>Where generated code hands its calls to the runtime.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RemoteCalls
{
    /// <summary>Submits a call to an actor. The handle stays alive until the call is posted.</summary>
    /// <param name="actor">The actor's handle.</param>
    /// <param name="call">The call.</param>
    /// <param name="options">Options of the call, or null.</param>
    public static void Submit(ActorHandle actor, ObjectRef call, CallOptions? options) => throw new InvalidOperationException();

    /// <summary>Creates an actor.</summary>
    /// <typeparam name="TActor">The remote class.</typeparam>
    /// <param name="creation">The constructor call.</param>
    /// <param name="options">Options of the actor, or null.</param>
    public static ActorHandle<TActor> Create<TActor>(ActorCreation<TActor> creation, ActorOptions? options)
        where TActor : class => throw new InvalidOperationException();

    /// <summary>Submits a task.</summary>
    /// <param name="call">The call of the function.</param>
    /// <param name="options">Options of the task, or null.</param>
    public static void SubmitTask(ObjectRef call, TaskOptions? options) => throw new InvalidOperationException();
}
