using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using RayAkka.Cluster.Data;
using RayAkka.Cluster.Remoting;
using RayAkka.Cluster.Security;
using RayAkka.Cluster.Serialization;
using RayAkka.Cluster.Settings;
using RayAkka.Diagnostics;
using RayAkka.Wire;

namespace RayAkka.Cluster.Hosting;

/// <summary>Makes engines and options of settings.</summary>
internal static class ClusterEngines
{
    /// <summary>The options with what the settings say wherever the program itself said nothing, and with an engine made of the settings.</summary>
    public static RayOptions Apply(ClusterSettings settings, RayOptions options)
    {
        var given = new RayOptions();
        var applied = options with
        {
            NumCpus = options.NumCpus ?? settings.NumCpus,
            NumGpus = options.NumGpus ?? settings.NumGpus,
            Memory = options.Memory ?? settings.Memory,
            ObjectStoreMemory = options.ObjectStoreMemory ?? settings.ObjectStoreMemory,
            StoragePath = options.StoragePath ?? settings.StoragePath,
            MaxLineageBytes = options.MaxLineageBytes == given.MaxLineageBytes ? settings.MaxLineageBytes : options.MaxLineageBytes,
            MaxLineageDepth = options.MaxLineageDepth == given.MaxLineageDepth ? settings.MaxLineageDepth : options.MaxLineageDepth,
            Resources = options.Resources.Count == 0 ? settings.Resources : options.Resources,
            Labels = options.Labels.Count == 0 ? settings.Labels : options.Labels,
            Namespace = options.Namespace ?? settings.Namespace,
            GracefulShutdownTimeout = options.GracefulShutdownTimeout == given.GracefulShutdownTimeout ? settings.GracefulShutdownTimeout : options.GracefulShutdownTimeout,
            UnschedulableAfter = options.UnschedulableAfter == given.UnschedulableAfter ? settings.UnschedulableAfter : options.UnschedulableAfter,
            SpreadThreshold = options.SpreadThreshold == given.SpreadThreshold ? settings.SpreadThreshold : options.SpreadThreshold,
            MaxRecordedCalls = options.MaxRecordedCalls == given.MaxRecordedCalls ? settings.MaxRecordedCalls : options.MaxRecordedCalls,
            DrainTimeout = settings.DrainTimeout,
            Journal = options.Journal ?? settings.Journal,
        };
        return ClusterSession.Over(applied, EngineSettings(settings, applied), settings.IsDriver ? ClusterPart.Driver : ClusterPart.Node);
    }

    /// <summary>The options of a program that does nothing but run a node.</summary>
    public static RayOptions Options(ClusterSettings settings, ILoggerFactory? logs) => Apply(settings, new RayOptions { LoggerFactory = logs });

    private static AkkaEngineSettings EngineSettings(ClusterSettings settings, RayOptions options)
    {
        var tls = settings.Tls is { } files ? TlsCertificates.Load(files) : null;
        return new AkkaEngineSettings
        {
            SystemName = settings.ClusterName,
            Config = settings.Akka,
            BucketsPerNode = settings.Buckets,
            Secret = settings.Secret ?? "",
            JoinTimeout = settings.JoinTimeout,
            ResendAfter = settings.ResendAfter,
            Values = new HyperionValueCodec(),
            AllowedTypes = settings.AllowedTypes,
            Tls = tls,
            OpenDataChannel = settings.DataConnection.IsEnabled ? (self, _, events, cancel) => OpenAsync(self, settings, tls, events, options, cancel) : null,
            LoggerFactory = options.LoggerFactory,
            TimeProvider = options.TimeProvider,
        };
    }

    private static async Task<IDataChannel> OpenAsync(
        NodeId self, ClusterSettings settings, NodeTls? tls, IDataChannelEvents events, RayOptions options, CancellationToken cancellationToken)
    {
        var data = settings.DataConnection;
        var dataOptions = new DataOptions
        {
            Self = self,
            Address = await AddressOfAsync(data.Host, cancellationToken).ConfigureAwait(false),
            Port = data.Port,
            Secret = settings.Secret is { } secret ? Encoding.UTF8.GetBytes(secret) : null,
            Tls = tls,
            MaxFrame = ClusterSession.LargestFrame,
            MaxQueued = data.MaxQueued,
            HandshakeTimeout = data.HandshakeTimeout,
            BulkIdle = data.BulkIdle,
            Time = options.TimeProvider,
        };
        return await DataConnections.OpenAsync(
            dataOptions, data.PublicHost, events, options.LoggerFactory?.CreateLogger("RayAkka.Cluster") ?? ErrorStreamLogger.Instance).ConfigureAwait(false);
    }

    private static async Task<IPAddress> AddressOfAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return address;
        }

        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        return addresses.FirstOrDefault() ?? throw new RayException($"The host name {host} has no address; set rayakka.data-connection.host to the IP address to listen on.");
    }
}
