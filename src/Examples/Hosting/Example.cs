using System.CommandLine;

namespace RayAkka.Examples.Hosting;

/// <summary>One program of the tour: what it is called on the command line, what it shows, and the program itself.</summary>
internal abstract class Example(string name, string summary)
{
    public string Name { get; } = name;

    public string Summary { get; } = summary;

    /// <summary>The options it has on the command line beside those that all examples have.</summary>
    public virtual IEnumerable<Option> Options => [];

    /// <summary>
    /// Runs the program and checks its result through <see cref="ExampleContext.Check"/>. It calls <c>Ray.Init</c> first; the matching
    /// <c>Ray.ShutdownAsync</c> is left to <see cref="ExampleRunner"/>, so that it also happens after an error and after Ctrl-C.
    /// </summary>
    public abstract Task RunAsync(ExampleContext context);
}
