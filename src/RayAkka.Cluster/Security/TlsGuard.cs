using Akka.Configuration;
using Akka.Remote;

namespace RayAkka.Cluster.Security;

/// <summary>Refuses TLS where it would promise what it does not keep.</summary>
internal static class TlsGuard
{
    private const string Keys = "akka.remote.dot-netty.tcp.";
    private const string Suppress = Keys + "ssl.suppress-validation";
    private const string Mutual = Keys + "ssl.require-mutual-authentication";

    private static readonly Version s_firstThatAuthenticates = new(1, 5, 52);

    /// <summary>The first Akka.Remote that asks its user which certificates are good; those before know the machine's authorities only.</summary>
    public static Version FirstUsable { get; } = new(1, 5, 55);

    /// <summary>The version of Akka.Remote in this process.</summary>
    public static Version Installed => typeof(RemoteActorRefProvider).Assembly.GetName().Version ?? new Version(0, 0);

    /// <exception cref="ArgumentException">As <see cref="WhyRefused"/> says.</exception>
    public static void Check(Config akka, bool isOn, Version akkaRemote)
    {
        if (WhyRefused(akka, isOn, akkaRemote) is { } why)
        {
            throw new ArgumentException(why);
        }
    }

    /// <summary>Why a node must not start so; null if it may.</summary>
    /// <param name="akka">What the section akka of its configuration says.</param>
    /// <param name="isOn">Whether the node has certificates (rayakka.tls).</param>
    /// <param name="akkaRemote">The version of Akka.Remote.</param>
    public static string? WhyRefused(Config akka, bool isOn, Version akkaRemote)
    {
        var isOnInAkka = akka.GetBoolean(Keys + "enable-ssl", isOn);
        if (!isOn && !isOnInAkka)
        {
            return null;
        }

        if (akkaRemote < s_firstThatAuthenticates)
        {
            return $"TLS is on, but Akka.Remote {akkaRemote.ToString(3)} does not authenticate the side that connects (CVE-2025-61778): "
                + $"use Akka.Remote {FirstUsable} or later, or turn it off (rayakka.tls.enabled) and keep the cluster on a network that you trust.";
        }

        if (akkaRemote < FirstUsable)
        {
            return $"TLS is on, but Akka.Remote {akkaRemote.ToString(3)} cannot be told whose certificates are good: "
                + $"use Akka.Remote {FirstUsable} or later, or turn it off (rayakka.tls.enabled) and keep the cluster on a network that you trust.";
        }

        return isOn != isOnInAkka
            ? $"{Keys}enable-ssl is {(isOnInAkka ? "on" : "off")} and rayakka.tls.enabled is not: set rayakka.tls.enabled alone, which holds for Akka.Remote and for the data connections."
            : akka.GetBoolean(Suppress, false) || !akka.GetBoolean(Mutual, true)
            ? $"{Suppress} must be off and {Mutual} on, or anybody could join; leave them out. Whose certificates are good say rayakka.tls.authorities and rayakka.tls.pinned."
            : null;
    }
}
