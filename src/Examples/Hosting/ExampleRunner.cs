using System.CommandLine;

namespace RayAkka.Examples.Hosting;

/// <summary>Runs examples one after the other, each in a runtime of its own, and says how many of them failed.</summary>
internal sealed class ExampleRunner(ParseResult parsed, bool small, RayOptions rayOptions, CancellationToken cancel)
{
    private const int StoppedByUser = 130; // what shells report for a program that Ctrl-C ended

    private readonly Screen _screen = Screen.ForThisTerminal();

    /// <summary>How long a program may take to end after Ctrl-C.</summary>
    public static TimeSpan StopTimeout { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Returns the process's exit code: the number of failed examples, or 130 after Ctrl-C.</summary>
    public async Task<int> RunAsync(IReadOnlyList<Example> examples)
    {
        var started = TimeProvider.System.GetTimestamp();
        var failed = new List<string>();
        foreach (var example in examples)
        {
            try
            {
                if (!await SucceedsAsync(example))
                {
                    failed.Add(example.Name);
                }
            }
            catch (Exception) when (cancel.IsCancellationRequested)
            {
                // whatever it was that the shutdown cut short
                _screen.Line("Stopped; all actors and tasks are shut down.");
                return StoppedByUser;
            }
        }

        if (examples.Count > 1)
        {
            var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            _screen.Title("Summary", $"{examples.Count} examples in {seconds:F1} s");
            _screen.Verdict(
                failed.Count == 0,
                failed.Count == 0 ? "every example checked its own result" : $"wrong results in {string.Join(", ", failed)}");
        }

        return failed.Count;
    }

    private async Task<bool> SucceedsAsync(Example example)
    {
        var context = new ExampleContext(parsed, _screen, small, rayOptions, cancel);
        _screen.Title(example.Name, example.Summary);
        var run = Task.Run(() => example.RunAsync(context), cancel);
        try
        {
            await run.WaitAsync(cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            // a cluster that could not be joined says all there is to say in its message
            context.Check(isRight: false, e is RayException && !Ray.IsInitialized ? e.Message : e.ToString());
        }
        finally
        {
            // Ends every actor and fails every call that is still in flight, also those that the example awaits: after Ctrl-C this is
            // what makes it return.
            await Ray.ShutdownAsync();
            await run.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        return context.FailedChecks == 0;
    }
}
