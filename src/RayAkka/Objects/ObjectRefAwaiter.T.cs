using System.Runtime.CompilerServices;
using RayAkka.Objects;

namespace RayAkka;

/// <summary>What <c>await</c> uses on an <see cref="ObjectRef{T}"/>.</summary>
/// <typeparam name="T">The type of the object.</typeparam>
public readonly struct ObjectRefAwaiter<T> : ICriticalNotifyCompletion
{
    private readonly ObjectRef<T> _reference;
    private readonly bool _captureContext;

    internal ObjectRefAwaiter(ObjectRef<T> reference, bool captureContext)
    {
        _reference = reference;
        _captureContext = captureContext;
    }

    /// <summary>Whether the object, or the error, is there.</summary>
    public bool IsCompleted => _reference.IsReadable;

    /// <summary>The result of the await; throws what the remote call threw.</summary>
    public T GetResult()
    {
        if (!_reference.IsCompleted)
        {
            AwaitSupport.ThrowIfEnded(_reference);
        }

        return _reference.Read();
    }

    /// <summary>Runs the continuation when the object is there, with the present ExecutionContext.</summary>
    /// <param name="continuation">The code after the await.</param>
    public void OnCompleted(Action continuation) => AwaitSupport.OnCompleted(_reference, continuation, _captureContext, flowContext: true);

    /// <summary>Runs the continuation when the object is there.</summary>
    /// <param name="continuation">The code after the await, which restores its own ExecutionContext.</param>
    public void UnsafeOnCompleted(Action continuation) =>
        AwaitSupport.OnCompleted(_reference, continuation, _captureContext, flowContext: false);
}
