using Spectre.Console;
using Spectre.Console.Rendering;

namespace RayAkka.Examples.Hosting;

/// <summary>
/// Where the examples write. On a terminal: colours and displays that redraw themselves. Redirected to a file, a pipe or a CI log: the same
/// facts as plain lines, without a control code.
/// </summary>
internal sealed class Screen
{
    private const int LogWidth = 160;
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(50);

    private readonly IAnsiConsole _console;

    private Screen(IAnsiConsole console, bool isLive)
    {
        _console = console;
        IsLive = isLive;
    }

    /// <summary>Whether displays redraw themselves.</summary>
    public bool IsLive { get; }

    public static Screen ForThisTerminal()
    {
        // Said explicitly, since Spectre switches control codes on by itself in the logs of some CI services.
        var isLive = !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isLive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isLive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isLive ? InteractionSupport.Detect : InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!isLive)
        {
            console.Profile.Width = LogWidth; // without a terminal Spectre would break lines at 80
        }

        return new Screen(console, isLive && console.Profile.Capabilities.Ansi);
    }

    public void Title(string name, string summary)
    {
        _console.WriteLine();
        _console.MarkupLineInterpolated($"[bold yellow]{name}[/]  {summary}");
    }

    public void Line(string text) => _console.WriteLine("  " + text);

    public void Verdict(bool isRight, string statement)
    {
        if (isRight)
        {
            _console.MarkupLineInterpolated($"  [green]ok[/]    {statement}");
        }
        else
        {
            _console.MarkupLineInterpolated($"  [red]WRONG[/] {statement}");
        }
    }

    public void Show(IRenderable renderable) => _console.Write(new Padder(renderable, new Padding(2, 0, 0, 0)));

    /// <summary>Shows how far a piece of work has come: as a bar that moves, or as a line for each tenth of the way.</summary>
    public async Task ProgressAsync(string title, Func<ProgressReport, Task> work)
    {
        if (!IsLive)
        {
            await work(new ProgressLines(this, title).Report);
            return;
        }

        await _console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask(Markup.Escape(title));
                await work((fraction, note) =>
                {
                    bar.Value = fraction * bar.MaxValue;
                    bar.Description = Markup.Escape($"{title}: {note}");
                });
            });
    }

    /// <summary>Whether the key was pressed since this was last asked, on a terminal; other keys are passed over.</summary>
    public bool WasPressed(ConsoleKey key)
    {
        var wasPressed = false;
        while (IsLive && !Console.IsInputRedirected && Console.KeyAvailable)
        {
            wasPressed |= Console.ReadKey(intercept: true).Key == key;
        }

        return wasPressed;
    }

    /// <summary>Shows something that changes for as long as some work takes: redrawn on a terminal, else once, when it is over.</summary>
    public async Task WatchAsync(Func<IRenderable> draw, Task work, Func<Task> look)
    {
        if (!IsLive)
        {
            await LookAsync(() => { });
            Show(draw());
            return;
        }

        await _console.Live(draw()).StartAsync(live => LookAsync(() => live.UpdateTarget(draw())));

        async Task LookAsync(Action redraw)
        {
            while (!work.IsCompleted)
            {
                await look();
                redraw();
                await Task.WhenAny(work, Task.Delay(s_lookAgain, TimeProvider.System));
            }
        }
    }
}
