namespace RayAkka.Expressions;

/// <summary>The sentences for methods and classes that cannot be called remotely.</summary>
internal static class RemoteRuleTexts
{
    public static string ByReferenceParameter(string method, string? parameter, string keyword) =>
        $"The parameter '{parameter}' of {method} is passed by {keyword}, but arguments are copied to another actor; take it by value and "
        + "return what changes.";

    public static string PointerParameter(string method, string? parameter) =>
        $"The parameter '{parameter}' of {method} is a pointer, which means nothing elsewhere; take an array.";

    public static string RefStructParameter(string method, string? parameter, string type) =>
        $"The parameter '{parameter}' of {method} is a ref struct ({type}), which cannot leave the caller's stack; take an array.";

    public static string DelegateParameter(string method, string? parameter, string type) =>
        $"The parameter '{parameter}' of {method} is a delegate ({type}), which would drag along what it captured; take a handle of an actor "
        + "or data that says what to do.";

    public static string TaskParameter(string method, string? parameter, string type) =>
        $"The parameter '{parameter}' of {method} is a task ({type}), which cannot leave this process; take the value and pass an ObjectRef for it.";

    public static string StreamParameter(string method, string? parameter, string type) =>
        $"The parameter '{parameter}' of {method} is a stream ({type}), which cannot leave this process; take a list, an array or a handle.";

    public static string AsyncVoid(string method) =>
        $"{method} is async void, so nobody could wait for it or see its exception; return Task.";

    public static string UnmovableResult(string method, string type) =>
        $"{method} returns {type}, which cannot leave the actor; return the data itself, such as an array or a list.";

    public static string AbstractClass(string type) =>
        $"{type} is abstract and cannot be made an actor; name a class that derives from it.";
}
