using Microsoft.Extensions.Logging;
using RayAkka.Cluster.Hosting;
using RayAkka.Tests.Support;

namespace RayAkka.Cluster.Tests.Hosting;

public sealed class NodeConsoleTests
{
    [Fact]
    public void Log_FromTheLevelOn_IsOneLineWithTimeLevelAndCategory()
    {
        using var output = new StringWriter();
        using var console = new NodeConsole(LogLevel.Information, output, new ManualTimeProvider());
        var log = console.CreateLogger("RayAkka.Node");

        log.Log(LogLevel.Debug, 0, "hidden", null, (text, _) => text);
        log.Log(LogLevel.Warning, 0, "shown", null, (text, _) => text);

        Assert.Matches(@"^\d\d:\d\d:\d\d\.\d\d\d warning RayAkka\.Node: shown\r?\n$", output.ToString());
    }

    [Fact]
    public void Log_LevelNone_IsNothing()
    {
        using var output = new StringWriter();
        using var console = new NodeConsole(LogLevel.None, output, new ManualTimeProvider());

        Assert.False(console.CreateLogger("x").IsEnabled(LogLevel.Critical));
    }
}
