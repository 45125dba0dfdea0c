namespace RayAkka.Rules;

// The sentences of the rules about what can be remote. They stand in one file of plain strings, free of Roslyn and of the runtime, so that
// the analyzers (while typing) and the expression form (at the call) say the same words; src/RayAkka links this file and RefusedTypes.cs.
// A "reason" is the end of a sentence whose beginning names the parameter or the result.
internal static class RemoteRuleTexts
{
    public const string ByReference = "is passed by reference, but a remote call travels by value; take the value and return what changed";
    public const string ReturnedByReference = "is returned by reference, but a remote call travels by value; return the value";
    public const string Pointer = "is a pointer into this process's memory; use an array or a number instead";
    public const string RefStruct = "is a ref struct, which lives on one stack only; use an array or Memory<T> instead";
    public const string Delegate = "is a delegate, which is code of this process; use the data it works on, or an ActorHandle to call back";
    public const string Expression = "is an expression tree, which is code of this process; use the data it works on instead";
    public const string Task = "is a task, which belongs to this process; use the value it gives, or an ObjectRef, instead";
    public const string CancellationSource =
        "belongs to this process; take a CancellationToken parameter instead, which the runtime fills";
    public const string NestedToken = "holds a CancellationToken, which works only as a parameter of its own, which the runtime fills";
    public const string ReturnedToken = "is a CancellationToken, which belongs to this process; return a bool or throw instead";
    public const string Stream = "is a stream, which belongs to this process; use the bytes, the text or a path instead";
    public const string ObjectRefStream = "is a stream of refs, which is read where its call was made; use its items, or a handle of the actor to call, instead";
    public const string Iterator = "is an iterator, which is read in this process only; use an array or a List<T> instead";
    public const string Thread = "belongs to the threads of this process; create it inside the actor or task that uses it";
    public const string Handle = "is a handle of this process's operating system; open it inside the actor or task that uses it";

    public static string Parameter(string member, string parameter, string reason) => $"Parameter '{parameter}' of '{member}' {reason}.";

    public static string Result(string member, string reason) => $"The result of '{member}' {reason}.";

    public static string AsyncVoid(string member) =>
        $"'{member}' is async void, so nobody can tell when it ends or fails; return Task instead.";

    public static string NotAClass(string type) => $"'{type}' is not a class; only a class can be a remote class.";

    public static string StaticClass(string type) =>
        $"'{type}' is static and has no objects to make actors of; put [Remote] on its functions instead.";

    public static string AbstractClass(string type) =>
        $"'{type}' is abstract, so no actor can be made of it; mark the classes derived from it.";

    public static string UnreachableClass(string type) =>
        $"'{type}' cannot be reached from generated code; make it and the types around it public or internal.";

    public static string NoConstructor(string type) =>
        $"'{type}' has no constructor that generated code can call; make one public or internal.";

    public static string RequiredMembers(string type) =>
        $"'{type}' has required members, which a remote creation cannot set; make them constructor parameters.";

    public static string InstanceFunction(string method) =>
        $"'{method}' is not static, so it cannot be a remote function; make it static, or mark its class instead.";

    public static string NotAFunction(string method) =>
        $"'{method}' is not an ordinary static method, so it cannot be a remote function; move the code into one.";

    public static string AbstractFunction(string method) =>
        $"'{method}' has no body, so it cannot be a remote function; mark its implementations.";

    public static string UnreachableFunction(string method) =>
        $"'{method}' cannot be reached from generated code; make it and the types around it public or internal.";

    public static string UnmarkedSubclass(string type, string baseType, string member) =>
        $"'{type}.{member}' would create the base class '{baseType}', because '{type}' is not a remote class; mark '{type}' with [Remote].";

    public static string BaseCreated(string type, string baseType) =>
        $"'{type}.Remote' with these arguments creates the base class '{baseType}'; pass the arguments of a constructor of '{type}'.";
}
