using RayAkka.Examples.Hosting;

// Each example is a folder with a file NameExample.cs: start reading there, with Counters/CounterExample.cs.
return await ExampleCommands.Create(ExampleCatalog.All).Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = ExampleRunner.StopTimeout });
