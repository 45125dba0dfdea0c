using System.Collections.Concurrent;

namespace RayAkka.Wire;

/// <summary>
/// Calls: the class of a call and its arguments, and nothing else. A call of the generator's making is its class and the fields declared in it; one
/// in the expression form names its method (<see cref="ExpressionForm"/>). What submission adds (name, retries, caller) is the peer's to
/// write.
/// </summary>
internal static class CallWire
{
    private static readonly ConcurrentDictionary<Type, CallForm> s_forms = new();

    /// <summary>Writes a call. Its arguments are as they were copied at submission.</summary>
    /// <exception cref="ArgumentException">It is no call, or an argument may not travel; one sentence.</exception>
    public static void Write(WireWriter writer, ObjectRef call, IWireContext context)
    {
        var type = call.GetType();
        var form = FormOf(type) ?? throw new ArgumentException($"{call} is not a call and cannot be sent as one.");
        context.OutgoingTypes.Write(writer, type);
        form.Write(writer, call, context);
    }

    /// <summary>Reads a call as it was before its submission.</summary>
    /// <exception cref="WireFormatException">The bytes are not sound, or hold a type or method that is not allowed here.</exception>
    public static ObjectRef Read(WireReader reader, IWireContext context)
    {
        var type = context.IncomingTypes.ReadCallType(reader, context.Types);
        return FormOf(type)!.Read(reader, context);
    }

    /// <summary>Reads the arguments of what <see cref="Write"/> wrote into a call of the same class that was not submitted yet.</summary>
    /// <exception cref="WireFormatException">The bytes are not sound, or hold a type or method that is not allowed here.</exception>
    public static void ReadArguments(WireReader reader, ObjectRef call, IWireContext context)
    {
        var type = context.IncomingTypes.ReadCallType(reader, context.Types);
        if (type != call.GetType())
        {
            throw new WireFormatException($"A call of {type} came where one of {call.GetType()} was expected.");
        }

        FormOf(type)!.ReadArguments(reader, call, context);
    }

    /// <summary>Whether calls of the type are in the expression form.</summary>
    public static bool IsExpression(Type type) => type.Assembly == typeof(CallWire).Assembly && typeof(Expressions.IExpressionCall).IsAssignableFrom(type);

    private static CallForm? FormOf(Type type) => s_forms.TryGetValue(type, out var form) ? form : Make(type);

    private static CallForm? Make(Type type)
    {
        if (!AssemblyFacts.IsCall(type))
        {
            return null;
        }

        return s_forms.GetOrAdd(type, IsExpression(type) ? new ExpressionForm(type) : new GeneratedForm(type));
    }
}
