using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace RayAkka.Tests.Runtime.Support;

/// <summary>The OpenTelemetry SDK with an exporter that keeps the ended activities of one trace.</summary>
internal sealed class ActivityCollector : IDisposable
{
    private readonly ActivitySource _source = new("test");
    private readonly Exporter _exporter = new();
    private readonly TracerProvider _provider;
    private readonly SimpleActivityExportProcessor _processor;

    public ActivityCollector()
    {
        _processor = new SimpleActivityExportProcessor(_exporter);
        _provider = Sdk.CreateTracerProviderBuilder().AddSource("RayAkka").AddSource(_source.Name).AddProcessor(_processor).Build();
        Root = _source.StartActivity("driver")!;
    }

    /// <summary>The activity of the driver, above all that it calls.</summary>
    public Activity Root { get; }

    /// <summary>The ended activities by name, each with its parent's name.</summary>
    public IReadOnlyList<(string Name, string? Parent)> Tree()
    {
        var all = _exporter.Ended.Append(Root).ToList();
        Assert.All(all, activity => Assert.Equal(Root.TraceId, activity.TraceId));
        return
        [
            .. _exporter.Ended.Select(activity => (activity.DisplayName, all.SingleOrDefault(other => other.SpanId == activity.ParentSpanId)?.DisplayName))
                .OrderBy(edge => edge.Item1, StringComparer.Ordinal),
        ];
    }

    public Activity Ended(string name) => _exporter.Ended.Single(activity => activity.DisplayName == name);

    public int Count => _exporter.Ended.Count;

    public void Dispose()
    {
        Root.Dispose();
        _provider.Dispose();
        _processor.Dispose();
        _exporter.Dispose();
        _source.Dispose();
    }

    private sealed class Exporter : BaseExporter<Activity>
    {
        public ConcurrentQueue<Activity> Ended { get; } = new();

        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var activity in batch)
            {
                Ended.Enqueue(activity);
            }

            return ExportResult.Success;
        }
    }
}
