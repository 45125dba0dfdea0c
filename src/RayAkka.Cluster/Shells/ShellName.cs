using System.Globalization;

namespace RayAkka.Cluster.Shells;

/// <summary>
/// The entity id of a shell: the actor's id and the incarnation. An incarnation has an entity of its own, since user code of the one before,
/// which nothing can stop, may still be running in its shell.
/// </summary>
internal static class ShellName
{
    public static string Of(ActorId actor, int incarnation) => string.Create(CultureInfo.InvariantCulture, $"{actor}-{incarnation}");
}
