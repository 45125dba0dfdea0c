using Akka.Actor.Setup;
#if AKKA_TLS
using Akka.Event;
using Akka.Remote.Transport.DotNetty;
#endif

namespace RayAkka.Cluster.Security;

/// <summary>Hands a node's certificate, and its say on those of others, to the transport of Akka.Remote.</summary>
internal static class RemoteTls
{
#if AKKA_TLS
    public static Setup SetupOf(NodeTls tls) => new DotNettySslSetup(
        tls.Certificate,
        suppressValidation: false,
        requireMutualAuthentication: true,
        customValidator: (certificate, _, peer, _, log) =>
        {
            var why = tls.WhyRefused(certificate);
            if (why is not null)
            {
                log.Warning("Refused a connection of Akka.Remote with {0}: {1}", peer, why);
            }

            return why is null;
        });
#else
    public static Setup SetupOf(NodeTls tls) => throw new NotSupportedException(
        $"RayAkka.Cluster was built with an Akka.Remote before {TlsGuard.FirstUsable}, with which it cannot encrypt; build it with a later one.");
#endif
}
