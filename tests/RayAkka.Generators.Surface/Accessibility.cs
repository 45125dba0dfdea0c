namespace RayAkka.Generators.Surface;

/// <summary>Classes that are not public, nested ones, records and several constructors.</summary>
public static class Accessibility
{
    internal sealed record Secret(int Code);

    [Remote]
    internal class Vault
    {
        private readonly Secret _secret;

        public Vault()
            : this(new Secret(1))
        {
        }

        public Vault(Secret secret, bool isOpen = false) => _secret = isOpen ? new Secret(0) : secret;

        public Secret Open() => _secret;
    }

    /// <summary>A record.</summary>
    /// <param name="Depth">The depth.</param>
    /// <param name="Name">The name.</param>
    [Remote(Name = "settings", Lifetime = ActorLifetime.Detached, GetIfExists = true)]
    public record Settings(int Depth, string? Name = null)
    {
        /// <summary>Twice the depth.</summary>
        public int Twice() => 2 * Depth;
    }

    /// <summary>Disposed by the runtime, not remotely.</summary>
    /// <param name="life">Fires when the actor ends.</param>
    [Remote]
    public sealed class Guard(CancellationToken life) : IDisposable, IAsyncDisposable
    {
        /// <summary>Whether it ends.</summary>
        public bool IsEnding() => life.IsCancellationRequested;

        /// <summary>An old name.</summary>
        [Obsolete("Use IsEnding.")]
        public bool Ending() => IsEnding();

        /// <inheritdoc/>
        public void Dispose()
        {
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => default;
    }

    internal static List<ObjectRef> Use(ObjectRef<Secret> secret) =>
    [
        Vault.Remote().Open.Remote(),
        Vault.Remote(new Secret(2)).Open.Remote(),
        Vault.Remote(secret, isOpen: true).Open.Remote(),
        Settings.Remote(1).Twice.Remote(),
        Settings.Options(new() { Name = "x" }).Remote(Depth: 2, Name: "n").Twice.Remote(),
        Guard.Remote().IsEnding.Remote(),
    ];
}
