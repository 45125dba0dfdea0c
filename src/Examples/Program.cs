using RayAkka.Examples.Hosting;

// Each example is a folder with a file NameExample.cs: start reading there, with Counters/CounterExample.cs.
var parsed = ExampleCommands.Create(ExampleCatalog.All).Parse(args);

// A node handles signals by itself: it takes its time to drain.
return await parsed.InvokeAsync(new() { ProcessTerminationTimeout = ClusterOptions.IsNode(parsed) ? null : ExampleRunner.StopTimeout });
