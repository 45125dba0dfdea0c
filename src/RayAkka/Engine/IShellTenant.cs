namespace RayAkka.Engine;

/// <summary>What lives in an engine's shell: an incarnation.</summary>
internal interface IShellTenant
{
    /// <summary>The shell is there: from now on it serialises the work of the incarnation.</summary>
    void OnShellStarted(IShellMailbox mailbox);

    /// <summary>The shell ended without being asked to, as by a failure of the engine: the incarnation has crashed.</summary>
    void OnShellLost(Exception? cause);
}
