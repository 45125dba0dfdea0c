using System.Linq.Expressions;
using System.Reflection;

namespace RayAkka.Expressions;

/// <summary>The sentences for expressions that are no remote call. The rules for what is called stand in <see cref="Rules.RemoteRuleTexts"/>.</summary>
internal static class ExpressionErrors
{
    public static ArgumentException NotAConstructor() =>
        new("Ray.Actor takes one constructor call, such as () => new Counter(5), and nothing around it.");

    public static ArgumentException Initialiser(Type type) =>
        new($"Ray.Actor cannot set members of {TypeNames.Of(type)} after its constructor; pass the values to the constructor or set them by a call.");

    public static ArgumentException ConstructsOther(Type constructed, Type expected) =>
        new($"Ray.Actor makes a handle of the class that is constructed; write Ray.Actor(() => new {TypeNames.Of(constructed)}(...)) and "
            + $"call As<{TypeNames.Of(expected)}>() on the handle.");

    public static ArgumentException NotAMethodCall() =>
        new("handle.Task takes one call of a method of the actor, such as x => x.Increment(5), and nothing around it.");

    public static ArgumentException NotAFunctionCall() =>
        new("Ray.Task takes one call of a static method, such as () => Fib(30), and nothing around it.");

    public static ArgumentException DelegateCall() =>
        new("Ray.Task cannot call a delegate, which would drag along what it captured; call a static method by its name.");

    public static ArgumentException InstanceMethod(MethodInfo method) =>
        new($"Ray.Task takes static methods and {TypeNames.Of(method)} is none; make it static, or make its object an actor with Ray.Actor.");

    public static ArgumentException StaticMethod(MethodInfo method) =>
        new($"handle.Task calls methods of the actor and {TypeNames.Of(method)} is static; use Ray.Task(() => ...) for it.");

    public static ArgumentException ExtensionMethod(MethodInfo method) =>
        new($"{TypeNames.Of(method)} is an extension method, which needs the actor's object on this side; call a method of the class itself.");

    public static ArgumentException NestedMember(MethodInfo method) =>
        new($"{TypeNames.Of(method)} is called on a part of the actor, which cannot leave it; add a method to the actor's class that makes this call.");

    public static ArgumentException OtherObject(MethodInfo method) =>
        new($"{TypeNames.Of(method)} is called on another object than the actor; call a method of the lambda's own parameter.");

    public static ArgumentException Downcast(Type actor, Type target) =>
        new($"The handle is one of {TypeNames.Of(actor)}, so the expression cannot cast the actor to {TypeNames.Of(target)}; "
            + $"use a handle of {TypeNames.Of(target)}.");

    public static ArgumentException FieldRead(FieldInfo field) =>
        new($"{field.Name} is a field, and an actor answers only calls; make it a property or add a method that returns it.");

    public static ArgumentException UsesActor(ParameterInfo parameter, string method, ParameterExpression self) =>
        new($"The argument '{parameter.Name}' of {method} uses {self.Name}, which exists only inside the actor; compute it inside the method.");

    public static ArgumentException PartOfArgument(ParameterInfo parameter, string method) =>
        new($"A ref's Value must be the whole argument and is only a part of '{parameter.Name}' of {method}; pass the ref's Value alone and "
            + "compute with it inside the method.");

    public static ArgumentException NullRef(ParameterInfo parameter, string method) =>
        new($"The ref for the argument '{parameter.Name}' of {method} is null; pass a ref or a value.");

    public static ArgumentException TokenGiven(ParameterInfo parameter, string method) =>
        new($"The runtime fills in the token '{parameter.Name}' of {method}; pass CancellationToken.None or default.");

    public static ArgumentException HiddenTask(MethodInfo method, Type seenAs) =>
        new($"{TypeNames.Of(method)} returns {TypeNames.Of(method.ReturnType)}, which the expression turns into {TypeNames.Of(seenAs)}, so that "
            + "nobody would wait for it; let the expression return the task itself.");
}
