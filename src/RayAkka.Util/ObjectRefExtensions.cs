namespace RayAkka.Util;

/// <summary>What can be done with refs to tuples.</summary>
public static class ObjectRefExtensions
{
    /// <summary>
    /// A ref for each part of a pair: what several results of one call are (Ray's <c>num_returns=2</c>). Each part is taken by a task without
    /// CPUs; if the call failed, both fail with its cause.
    /// </summary>
    /// <typeparam name="T1">The type of the first part.</typeparam>
    /// <typeparam name="T2">The type of the second part.</typeparam>
    /// <param name="reference">The ref.</param>
    public static (ObjectRef<T1> First, ObjectRef<T2> Second) Split<T1, T2>(this ObjectRef<(T1 First, T2 Second)> reference) =>
        (SplitParts.Tasks.First.Remote(reference), SplitParts.Tasks.Second.Remote(reference));

    /// <summary>A ref for each part of a triple.</summary>
    /// <typeparam name="T1">The type of the first part.</typeparam>
    /// <typeparam name="T2">The type of the second part.</typeparam>
    /// <typeparam name="T3">The type of the third part.</typeparam>
    /// <param name="reference">The ref.</param>
    public static (ObjectRef<T1> First, ObjectRef<T2> Second, ObjectRef<T3> Third) Split<T1, T2, T3>(this ObjectRef<(T1 First, T2 Second, T3 Third)> reference) =>
        (SplitParts.Tasks.FirstOf3.Remote(reference), SplitParts.Tasks.SecondOf3.Remote(reference), SplitParts.Tasks.ThirdOf3.Remote(reference));
}
