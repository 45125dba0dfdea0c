using Microsoft.CodeAnalysis;

namespace RayAkka.Generators.Analyzers;

internal static class Rules
{
    private const string Category = "RayAkka";
    private const string HelpPage = "https://github.com/rayakka/rayakka/blob/main/src/RayAkka.Generators/Rules.md#";

    public static readonly DiagnosticDescriptor BlockingInAsync = new(
        RuleIds.BlockingInAsync,
        "A blocking call inside an async method",
        "'{0}' blocks the thread inside an async method; {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A thread that waits inside an async method is lost to everybody else, and on a single-threaded context the wait never ends.",
        HelpPage + "ray2001");

    // The sentences of these are written once, in RemoteRuleTexts, because the expression form throws the same ones at run time.
    public static readonly DiagnosticDescriptor Parameter = new(
        RuleIds.Parameter,
        "A parameter of a remote method cannot travel",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The arguments of a remote call are copied to the actor or task, which may run on another machine.",
        HelpPage + "ray2002");

    public static readonly DiagnosticDescriptor Result = new(
        RuleIds.Result,
        "The result of a remote method cannot travel",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The result of a remote call is copied to whoever reads its ObjectRef, maybe on another machine.",
        HelpPage + "ray2003");

    public static readonly DiagnosticDescriptor AsyncVoid = new(
        RuleIds.AsyncVoid,
        "A remote method is async void",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The runtime must know when a call has ended and whether it failed; an async void method tells neither.",
        HelpPage + "ray2004");

    public static readonly DiagnosticDescriptor RemoteClass = new(
        RuleIds.RemoteClass,
        "[Remote] stands on a type that cannot be a remote class",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A remote class is a class that generated code can reach and construct.",
        HelpPage + "ray2005");

    public static readonly DiagnosticDescriptor RemoteFunction = new(
        RuleIds.RemoteFunction,
        "[Remote] stands on a method that cannot be a remote function",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A remote function is an ordinary static method that generated code can reach.",
        HelpPage + "ray2006");

    public static readonly DiagnosticDescriptor UnmarkedSubclass = new(
        RuleIds.UnmarkedSubclass,
        "The call would create an actor of the base class",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Generated members of a remote class are found through its subclasses too, but they create the class they were generated for.",
        HelpPage + "ray2007");

    public static readonly DiagnosticDescriptor StaticState = new(
        RuleIds.StaticState,
        "A remote class has mutable static state",
        "'{0}' is mutable static state: each process has its own, shared by all actors in it, and a restart does not reset it; "
            + "use an instance field or an actor",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Actors of one class may or may not share a process, so what a static field holds depends on where they were placed.",
        HelpPage + "ray2008");

    public static readonly DiagnosticDescriptor UnusedRef = new(
        RuleIds.UnusedRef,
        "The ObjectRef of a call is never used",
        "The ObjectRef of '{0}' is never used, so a failure of the call is seen by nobody; await it, pass it on, or write '_ = ...'",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "The result of a remote call, and its failure, are seen only through its ObjectRef.",
        HelpPage + "ray2009");

    public static readonly DiagnosticDescriptor ReplayFlow = new(
        RuleIds.ReplayFlow,
        "A Replay actor runs code outside its own flow",
        "'{0}' runs code outside the flow of an actor with Recovery = Replay, so a replay could not run it again in the same order; {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "An actor that is replayed must do the same again in the same order; what threads and the pool interleave differs from run to run.",
        HelpPage + "ray2010");

    public static readonly DiagnosticDescriptor ReplaySource = new(
        RuleIds.ReplaySource,
        "A Replay actor reads a clock or a source of chance that is not recorded",
        "'{0}' gives another value when an actor with Recovery = Replay is replayed; use {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "What a replayed method learns from outside must be what it learnt the first time, or its state comes out different.",
        HelpPage + "ray2011");

    public static readonly DiagnosticDescriptor ReplayConcurrency = new(
        RuleIds.ReplayConcurrency,
        "A Replay actor runs several calls at a time",
        "MaxConcurrency is {0} and Recovery is Replay; calls that run side by side cannot be replayed exactly, so leave MaxConcurrency at 1",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A replay runs the calls again one after the other, in the order in which they were begun.",
        HelpPage + "ray2012");

    public static readonly DiagnosticDescriptor DroppedStream = new(
        RuleIds.DroppedStream,
        "The stream of a call is dropped",
        "The stream of '{0}' is dropped, so nobody reads its items and the method is stopped at some time; read it with 'await foreach', or keep it",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A method that streams runs only as its items are read, and is stopped when its stream is collected.",
        HelpPage + "ray2013");
}
