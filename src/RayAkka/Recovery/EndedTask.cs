namespace RayAkka.Recovery;

/// <summary>A task that will not be tried again, and whether its calls may still come, each twice.</summary>
internal readonly record struct EndedTask(CallerId Task, bool HasStragglers);
