using System.CommandLine;
using System.Diagnostics;
using RayAkka.Diagnostics;

var from = new Option<ulong>("--from") { Description = "The first seed.", DefaultValueFactory = _ => 1 };
var seeds = new Option<int>("--seeds") { Description = "How many seeds are run.", DefaultValueFactory = _ => 2000 };
var verbose = new Option<bool>("--verbose") { Description = "Print every step." };
var keepGoing = new Option<bool>("--keep-going") { Description = "Run the other seeds too when one has failed." };
var each = new Option<bool>("--each") { Description = "Print what each seed came to." };
var bug = new Option<PlantedBug>("--bug") { Description = "Let the runtime make a mistake." };
var command = new RootCommand("Runs the runtime under a seeded scheduler; each seed is one run, the same each time.") { from, seeds, verbose, keepGoing, each, bug };
command.SetAction(arguments =>
{
    PlantedBugs.Active = arguments.GetValue(bug);
    var clock = Stopwatch.StartNew();
    var failed = 0;
    var steps = 0L;
    var calls = 0L;
    var first = arguments.GetValue(from);
    var count = arguments.GetValue(seeds);
    for (var i = 0; i < count; i++)
    {
        var report = Run.Of(first + (ulong)i, arguments.GetValue(verbose) ? Console.Out : null, isAlone: true);
        steps += report.Steps;
        calls += report.Calls;
        if (report.Broken is not null)
        {
            failed++;
            Console.WriteLine(report);
            if (!arguments.GetValue(keepGoing))
                break;
        }
        else if (count == 1 || arguments.GetValue(each))
        {
            Console.WriteLine(report);
        }
    }

    Console.WriteLine($"{count} seeds from {first}: {failed} failed; {steps} steps, {calls} calls in {clock.Elapsed.TotalSeconds:0.0} s.");
    return failed == 0 ? 0 : 1;
});
return command.Parse(args).Invoke();
