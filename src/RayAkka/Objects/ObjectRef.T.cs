using System.Diagnostics.CodeAnalysis;
using RayAkka.Execution;
using RayAkka.Isolation;
using RayAkka.Objects;
using RayAkka.Recovery;

namespace RayAkka;

/// <summary>
/// A ref to an object of a known type that is there or is still being computed. It can be awaited any number of times, passed to calls
/// instead of the object, stored and sent to other actors. The object lives as long as a ref to it does.
/// </summary>
/// <typeparam name="T">The object's type.</typeparam>
public abstract partial class ObjectRef<T> : ObjectRef
{
    private T _value = default!;
    private ReaderCopy? _copies;

    private protected ObjectRef()
    {
    }

    /// <summary>Inside the expression form (<c>handle.Task(x =&gt; x.Step(action.Value))</c>): "pass the object". Anywhere else it throws.</summary>
    /// <exception cref="InvalidOperationException">Read outside an expression.</exception>
    [SuppressMessage("Design", "CA1065", Justification = "It exists for expression trees, which never run it.")]
    public T Value => throw new InvalidOperationException(
        "ObjectRef.Value only says 'pass the object' inside an expression given to Ray.Actor, Ray.Task or handle.Task; use await or Ray.Get to read it.");

    /// <summary>
    /// Waits for the object without blocking; throws what the remote call threw. Each reader (driver, actor, task) gets a copy of its own;
    /// awaiting again in the same reader gives the same one.
    /// </summary>
    public new ObjectRefAwaiter<T> GetAwaiter() => new(this, captureContext: true);

    /// <summary>Like <see cref="Task.ConfigureAwait(bool)"/>.</summary>
    /// <param name="continueOnCapturedContext">Whether the code after the await runs in the present SynchronizationContext.</param>
    public new ConfiguredObjectRef<T> ConfigureAwait(bool continueOnCapturedContext) =>
        new(this, ReplaySession.CheckContext(continueOnCapturedContext));

    /// <summary>A task with the object, that fails as the remote call failed.</summary>
    public new Task<T> AsTask() => WaitTask.For(this);

    internal override TOther ReadAs<TOther>(Frame? reader = null)
    {
        if (typeof(TOther) == typeof(T))
        {
            var value = Read(reader);
            return System.Runtime.CompilerServices.Unsafe.As<T, TOther>(ref value);
        }

        return (TOther)(object)Read(reader)!;
    }

    internal override bool TryCompleteAs(ObjectRef other)
    {
        if (!TryClaim())
        {
            return false;
        }

        if (other.IsFailed)
        {
            PublishError(other.Error);
        }
        else
        {
            Share((ObjectRef<T>)other);
        }

        return true;
    }

    /// <summary>Completes the ref with a value that nobody else holds.</summary>
    internal bool TrySetOwned(T value)
    {
        if (!TryClaim())
        {
            return false;
        }

        _value = value;
        PublishValue();
        return true;
    }

    /// <summary>The value for a reader, by default the present one; the ref is complete.</summary>
    internal virtual T Read(Frame? reader = null)
    {
        if (IsFailed)
        {
            throw Error.Rethrowable();
        }

        if (typeof(T).IsValueType)
        {
            return Isolate.IsImmutable<T>() ? _value : ReadCopy(_value, reader);
        }

        var value = Held();
        return Isolate.IsImmutable<T>() ? value : ReadCopy(value, reader);
    }

    private T ReadCopy(T value, Frame? reader)
    {
        if (value is null || Isolate.IsImmutable(value.GetType()))
        {
            return value;
        }

        reader ??= Frame.CurrentReader(Runtime);
        for (var copy = Volatile.Read(ref _copies); copy is not null; copy = copy.Next)
        {
            if (copy.For(reader) is { } mine)
            {
                return (T)mine;
            }
        }

        return ReaderCopy.Add(ref _copies, reader, Isolate.Copy(value));
    }

    private protected override void ForgetValue()
    {
        _value = default!;
        _copies = null;
    }
}
