using System.CommandLine;

namespace RayAkka.Examples.Hosting;

/// <summary>What an example is run with: its options, the screen, and the token that Ctrl-C fires.</summary>
internal sealed class ExampleContext(ParseResult parsed, Screen screen, bool small, RayOptions rayOptions, CancellationToken cancellationToken)
{
    public Screen Screen { get; } = screen;

    /// <summary>Whether to do as little work as still shows that the example is right (<c>--small</c>).</summary>
    public bool Small { get; } = small;

    /// <summary>What to initialise Ray with: a runtime in this process, or, with <c>--cluster</c>, a driver of a cluster.</summary>
    public RayOptions RayOptions { get; } = rayOptions;

    /// <summary>Whether it runs on a cluster of processes, whose nodes are not this program's to kill.</summary>
    public bool IsCluster => parsed.GetValue(ClusterOptions.Cluster) is not null;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public int FailedChecks { get; private set; }

    /// <summary>An option's value: the one given on the command line, or else the default of the full or of the small run.</summary>
    public T Value<T>(Option<T?> option, T full, T small)
        where T : struct => parsed.GetValue(option) ?? (Small ? small : full);

    /// <summary>An option's value; null where it was not given.</summary>
    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>States a result and whether it is right; one that is not makes the program exit with an error.</summary>
    public void Check(bool isRight, string statement)
    {
        FailedChecks += isRight ? 0 : 1;
        Screen.Verdict(isRight, statement);
    }
}
