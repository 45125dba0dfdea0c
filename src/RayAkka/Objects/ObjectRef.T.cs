namespace RayAkka;

/// <summary>A ref to an object of a known type.</summary>
/// <typeparam name="T">The object's type.</typeparam>
public abstract class ObjectRef<T> : ObjectRef
{
    private protected ObjectRef()
    {
    }

    /// <summary>Inside the expression form (<c>handle.Task(x =&gt; x.Step(action.Value))</c>): "pass the object". Anywhere else it throws.</summary>
    /// <exception cref="InvalidOperationException">Read outside an expression.</exception>
    public T Value => throw new InvalidOperationException(
        "ObjectRef.Value only says 'pass the object' inside an expression given to Ray.Actor, Ray.Task or handle.Task; use await or Ray.Get to read it.");

    /// <summary>The same ref seen as one of a base type or interface.</summary>
    /// <typeparam name="TBase">The base type or interface.</typeparam>
    public ObjectRef<TBase> As<TBase>() => throw new InvalidOperationException();

    internal override TOther ReadAs<TOther>() => throw new InvalidOperationException();
}
