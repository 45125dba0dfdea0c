using System.CommandLine;
using RayAkka.Examples.Hosting;
using Spectre.Console;

namespace RayAkka.Examples.MethodTracking;

/// <summary>Inheritance and state: actors of two classes with a common base count the calls of their methods.</summary>
internal sealed class MethodTrackerExample() : Example("method-tracker", "Actors of two classes with a common base count the random calls that they get.")
{
    private const int MaxServiceMilliseconds = 10;

    private readonly Option<int?> _calls = CountOption.Create("--calls", "Random calls to make (400; small: 40).");

    public override IEnumerable<Option> Options => [_calls];

    public override async Task RunAsync(ExampleContext context)
    {
        var calls = context.Value(_calls, full: 400, small: 40);
        Ray.Init(context.RayOptions);
        Service[] services =
        [
            Service.Of("barista 1", Barista.Remote()),
            Service.Of("barista 2", Barista.Remote()),
            Service.Of("cashier 1", Cashier.Remote()),
            Service.Of("cashier 2", Cashier.Remote()),
        ];

        // All calls are made at once and wait in their actor's queue; the four actors work through their queues side by side.
        var random = new Random(20);
        var tally = new Dictionary<(string Service, string Method), int>();
        var submitted = new List<ObjectRef>();
        for (var i = 0; i < calls; i++)
        {
            var service = services[random.Next(services.Length)];
            var (method, call) = service.Methods.ElementAt(random.Next(service.Methods.Count));
            submitted.Add(call(TimeSpan.FromMilliseconds(random.NextDouble() * MaxServiceMilliseconds)));
            tally[(service.Name, method)] = tally.GetValueOrDefault((service.Name, method)) + 1;
        }

        // Asking for the counts now, before any call has been awaited, is right: an actor runs one caller's calls in their order, so it
        // answers when all the calls above have run.
        ObjectRef<IReadOnlyDictionary<string, int>>[] asked = [.. services.Select(s => s.MethodCounts())];
        IReadOnlyList<IReadOnlyDictionary<string, int>> counts = await Ray.GetAsync(asked);

        var table = new Table().AddColumn("actor").AddColumn("method").AddColumn(new TableColumn("calls made").RightAligned()).AddColumn(new TableColumn("calls counted").RightAligned());
        var agree = true;
        for (var i = 0; i < services.Length; i++)
        {
            foreach (var method in services[i].Methods.Keys)
            {
                var made = tally.GetValueOrDefault((services[i].Name, method));
                var counted = counts[i].GetValueOrDefault(method);
                agree &= made == counted;
                table.AddRow(services[i].Name, method, $"{made}", $"{counted}");
            }
        }

        context.Screen.Show(table);
        context.Check(agree && counts.Sum(c => c.Values.Sum()) == calls, $"the actors counted all {calls} calls as the driver did");

        // Every call's own result is looked at too: a call that failed would throw here.
        foreach (var call in submitted)
        {
            await call;
        }
    }
}
