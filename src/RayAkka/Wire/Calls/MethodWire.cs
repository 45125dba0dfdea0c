using System.Collections.Concurrent;
using System.Reflection;

namespace RayAkka.Wire;

/// <summary>
/// Methods and constructors: the declaring type, the name, type arguments, and the parameters' types as a text, which tells overloads apart and is
/// never looked up. Which may be called is said by <see cref="TypeGate.IsCallable"/>.
/// </summary>
internal static class MethodWire
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<MethodBase, string> s_parameters = new();

    public static void Write(WireWriter writer, MethodBase method, Type? actor, IWireContext context)
    {
        if (!context.Types.IsCallable(method, actor))
        {
            throw new ArgumentException(NotCallable(method));
        }

        context.OutgoingTypes.Write(writer, method.DeclaringType!);
        writer.String(method.Name);
        writer.String(ParametersOf(method));
        var arguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        writer.Varint((ulong)arguments.Length);
        foreach (var argument in arguments)
        {
            context.OutgoingTypes.Write(writer, argument);
        }
    }

    public static MethodBase Read(WireReader reader, Type? actor, bool isConstructor, IWireContext context)
    {
        var type = context.IncomingTypes.ReadDeclaringType(reader, context.Types);
        var name = reader.Text();
        var parameters = reader.Text();
        var arguments = new Type[reader.Count()];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = context.IncomingTypes.ReadName(reader, context.Types);
        }

        var found = isConstructor
            ? Array.Find<MethodBase>(type.GetConstructors(All), one => !one.IsStatic && ParametersOf(one) == parameters)
            : Array.Find(type.GetMethods(All).Select(one => Close(one, name, arguments)).ToArray(), one => one is not null && ParametersOf(one) == parameters);
        if (found is null)
        {
            throw new WireFormatException($"{type}.{name}({parameters}) is not known here; run the same build on all nodes.");
        }

        return context.Types.IsCallable(found, actor) ? found : throw new WireFormatException(NotCallable(found));
    }

    private static MethodInfo? Close(MethodInfo method, string name, Type[] arguments)
    {
        if (method.Name != name || (method.IsGenericMethodDefinition ? method.GetGenericArguments().Length : 0) != arguments.Length)
        {
            return null;
        }

        try
        {
            return arguments.Length == 0 ? method : method.MakeGenericMethod(arguments);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string ParametersOf(MethodBase method) => s_parameters.GetOrAdd(
        method, static key => string.Join(';', key.GetParameters().Select(one => one.ParameterType.ToString())));

    private static string NotCallable(MethodBase method) =>
        $"{method.DeclaringType}.{method.Name} cannot be called on another node: it is not user code; name {method.DeclaringType} in rayakka.serialization.allowed-types or wrap the call in a method of your own.";
}
