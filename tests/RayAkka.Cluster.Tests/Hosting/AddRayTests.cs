using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RayAkka.Cluster.Hosting;
using RayAkka.Conformance.Support;
using RayAkka.Tests.Support;

namespace RayAkka.Cluster.Tests.Hosting;

/// <summary>RayAkka in a generic host.</summary>
public sealed class AddRayTests : IDisposable
{
    private static readonly string s_file = Repository.PathOf("hocon", "gpu-node.conf");

    private readonly FakeNode _node = new();
    private readonly FakeLifetime _lifetime = new();
    private readonly CapturedLogs _logs = new();

    public void Dispose()
    {
        Environment.ExitCode = 0;
        _logs.Dispose();
    }

    [Fact]
    public async Task Start_Configuration_StandsBetweenFileAndOverrides()
    {
        var service = Service(
            services => services.AddRay(s_file, "rayakka.resources.gpu=3"),
            ("RayAkka:Resources:Gpu", "2"),
            ("RayAkka:Resources:Cpu", "2"),
            ("RayAkka:Resources:Custom:tpu", "5"),
            ("RayAkka:DrainTimeout", "7 s"),
            ("RayAkka:DataConnection:Port", "4077"),
            ("RayAkka:Cluster:Seeds:0", "10.0.0.1:1"),
            ("RayAkka:Cluster:Seeds:1", "10.0.0.2:2"),
            ("Other:Thing", "x"));

        await service.StartAsync(CancellationToken.None);

        var settings = _node.Settings!;
        Assert.Equal((3, 2), (settings.NumGpus, settings.NumCpus));
        Assert.Equal(5, settings.Resources["tpu"]);
        Assert.Equal(TimeSpan.FromSeconds(7), settings.DrainTimeout);
        Assert.Equal(4077, settings.DataConnection.Port);
        Assert.Equal([1, 2], settings.Seeds.Select(seed => seed.Port));
        Assert.Equal("gpu", settings.Labels["kind"]);
    }

    [Fact]
    public async Task Start_FileNamedByTheConfiguration_IsRead()
    {
        await Service(services => services.AddRay(), ("RayAkka:HoconFile", s_file)).StartAsync(CancellationToken.None);

        Assert.Equal(s_file, _node.Settings!.Source);
    }

    [Fact]
    public async Task Start_NoFile_SaysWhereToNameOne()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Service(services => services.AddRay()).StartAsync(CancellationToken.None));

        Assert.Contains("RayAkka:HoconFile", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_MisspeltKeyOfTheConfiguration_NamesItAndTheNearest()
    {
        var service = Service(services => services.AddRay(s_file), ("RayAkka:Resources:Gpus", "2"));

        var error = await Assert.ThrowsAsync<ArgumentException>(() => service.StartAsync(CancellationToken.None));

        Assert.Contains("did you mean rayakka.resources.gpu?", error.Message, StringComparison.Ordinal);
        Assert.Contains("RayAkka:Resources:Gpus of the host's configuration", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_Running_DrainsThenShutsDown()
    {
        var service = Service(services => services.AddRay(s_file));
        await service.StartAsync(CancellationToken.None);

        var stop = service.StopAsync(CancellationToken.None);
        await _node.Draining.Task.WaitAsync(Probe.Limit);
        Assert.False(stop.IsCompleted);
        _node.Drained.SetResult();
        await stop.WaitAsync(Probe.Limit);

        Assert.Equal(["started", "draining", "drained", "shut down"], _node.Events);
    }

    [Fact]
    public async Task Stop_HostOutOfPatience_ShutsDownAllTheSame()
    {
        var service = Service(services => services.AddRay(s_file));
        await service.StartAsync(CancellationToken.None);
        using var patience = new CancellationTokenSource();

        var stop = service.StopAsync(patience.Token);
        await _node.Draining.Task.WaitAsync(Probe.Limit);
        await patience.CancelAsync();
        await stop.WaitAsync(Probe.Limit);

        Assert.Equal(["started", "draining", "shut down"], _node.Events);
    }

    [Fact]
    public async Task Stop_NotStarted_DoesNothing()
    {
        await Service(services => services.AddRay(s_file)).StopAsync(CancellationToken.None);

        Assert.Empty(_node.Events);
    }

    [Fact]
    public async Task Expelled_Running_StopsTheHost()
    {
        var service = Service(services => services.AddRay(s_file));
        await service.StartAsync(CancellationToken.None);
        Assert.False(_lifetime.Stopped.Task.IsCompleted);

        _node.Expel("nobody heard it");

        await _lifetime.Stopped.Task.WaitAsync(Probe.Limit);
        Assert.Equal((int)NodeExit.Expelled, Environment.ExitCode);
        await service.StopAsync(CancellationToken.None).WaitAsync(Probe.Limit);
        Assert.Equal(["started", "shut down"], _node.Events);
    }

    private IHostedService Service(Action<IServiceCollection> add, params (string Key, string Value)[] configuration)
    {
        var services = new ServiceCollection()
            .AddSingleton<INodeStarter>(_node)
            .AddSingleton<IHostApplicationLifetime>(_lifetime)
            .AddSingleton<ILoggerFactory>(_logs)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(configuration.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build());
        add(services);
        return services.BuildServiceProvider().GetServices<IHostedService>().Single();
    }
}
