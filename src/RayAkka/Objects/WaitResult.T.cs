namespace RayAkka;

/// <summary>What <c>Ray.Wait</c> found.</summary>
/// <typeparam name="T">The objects' type.</typeparam>
/// <param name="Ready">Refs whose object, or error, is there: at most as many as were asked for, in the order of the input.</param>
/// <param name="NotReady">All other refs, in the order of the input.</param>
public sealed record WaitResult<T>(IReadOnlyList<ObjectRef<T>> Ready, IReadOnlyList<ObjectRef<T>> NotReady);
