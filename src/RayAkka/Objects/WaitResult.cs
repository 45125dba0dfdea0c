namespace RayAkka;

/// <summary>What <c>Ray.Wait</c> found.</summary>
/// <param name="Ready">Refs whose object, or error, is there: at most as many as were asked for, in the order of the input.</param>
/// <param name="NotReady">All other refs, in the order of the input.</param>
public sealed record WaitResult(IReadOnlyList<ObjectRef> Ready, IReadOnlyList<ObjectRef> NotReady);
