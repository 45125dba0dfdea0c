using System.Collections.Concurrent;
using System.Reflection;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>
/// Which types may travel. Allowed are
/// <list type="number">
/// <item>plain values and collections of the runtime (<see cref="PlatformTypes"/>), if their type arguments are allowed;</item>
/// <item>the types that the signatures of remote classes and functions name, and those that their fields, type arguments and elements name;</item>
/// <item>what derives from or implements such a named type of a user's, in the same assembly or in one that holds remote classes: a signature
/// that says Shape admits Circle;</item>
/// <item>a user's comparers, since collections bring them along, and exceptions;</item>
/// <item>what the configuration names.</item>
/// </list>
/// Never allowed is what the isolation of calls refuses (delegates, streams, handles). A gate only ever opens: assemblies that are loaded later
/// add their signatures.
/// </summary>
internal sealed class TypeGate
{
    private readonly ConcurrentDictionary<Type, bool> _allowed = new();
    private readonly NamedTypes _named = new();
    private readonly string[] _names;
    private readonly string[] _prefixes;
    private int _generation = -1;

    public TypeGate()
        : this([])
    {
    }

    /// <param name="allowed">More types by full name, or by a prefix that ends in <c>*</c>.</param>
    public TypeGate(IReadOnlyList<string> allowed)
    {
        _names = [.. allowed.Where(name => !name.EndsWith('*'))];
        _prefixes = [.. allowed.Where(name => name.EndsWith('*')).Select(name => name[..^1])];
    }

    public static WireFormatException Refused(string name) => new(Sentence(name));

    /// <summary>Whether values of the type may travel.</summary>
    public bool IsAllowed(Type type) => _allowed.ContainsKey(type) || Decide(type);

    /// <summary>Lets a value of the type leave.</summary>
    /// <exception cref="ArgumentException">It may not.</exception>
    public void RequireOutgoing(Type type)
    {
        if (!IsAllowed(type))
        {
            throw new ArgumentException(Sentence(TypeNames.Full(Culprit(type))));
        }
    }

    /// <summary>Lets a value of the type in.</summary>
    /// <exception cref="WireFormatException">It may not.</exception>
    public void RequireIncoming(Type type)
    {
        if (!IsAllowed(type))
        {
            throw Refused(TypeNames.Full(Culprit(type)));
        }
    }

    /// <summary>Whether an exception of the type is rebuilt: one of the runtime, of this library or of a user's code.</summary>
    public bool IsAllowedException(Type type) =>
        typeof(Exception).IsAssignableFrom(type) && !type.ContainsGenericParameters
        && (AssemblyFacts.IsPlatform(type.Assembly) || IsUserCode(type) || IsConfigured(type));

    /// <summary>Whether the type may be named where no value of it travels: the class of a handle, a type argument of a function.</summary>
    public bool IsName(Type type) => IsAllowed(type) || IsUserCode(type);

    /// <summary>Whether the type may be (a type argument of) that of a call.</summary>
    public bool IsPartOfCall(Type type) => IsName(type) || AssemblyFacts.IsCall(type);

    /// <summary>Lets a type that <see cref="IsPartOfCall"/> let through run as a call.</summary>
    /// <exception cref="WireFormatException">It is no call.</exception>
    public Type RequireCall(Type type) => AssemblyFacts.IsCall(type) && !type.IsAbstract && (CallWire.IsExpression(type) || IsUserCode(type))
        ? type
        : throw new WireFormatException($"The type {TypeNames.Full(type)} is not that of a remote call.");

    /// <summary>
    /// Whether a method in the expression form may be called on an actor of the class, or as a function if that is null. Methods of user code may
    /// (an assembly that refers to this library, or to which such a one refers), those of plain values and collections, and those of types that the
    /// configuration names; what an actor inherits goes by the actor's class. Others of the runtime and of the engine's libraries may not: they
    /// start processes and open files.
    /// </summary>
    public bool IsCallable(MethodBase method, Type? actor) => (actor ?? method.DeclaringType) is { } type && IsHost(type);

    /// <summary>Whether methods of the type may be called in the expression form.</summary>
    public bool IsHost(Type type) => IsUserCode(type) || IsConfigured(type) || PlatformTypes.IsHarmless(type);

    /// <summary>Adds the types that the signature of a method in the expression form names, once it may be called.</summary>
    public void Admit(MethodBase method)
    {
        foreach (var parameter in method.GetParameters())
        {
            _named.Add(parameter.ParameterType);
        }

        if (method is MethodInfo function && function.ReturnType != typeof(void))
        {
            _named.Add(Expressions.ReturnedStream.ItemOf(function.ReturnType)
                ?? (Expressions.ReturnedTask.IsTask(function.ReturnType) && function.ReturnType.IsGenericType
                    ? function.ReturnType.GetGenericArguments()[0]
                    : function.ReturnType));
        }
    }

    /// <summary>Adds a type that the state of a class names.</summary>
    public void Admit(Type type) => _named.Add(type);

    /// <summary>Adds the type arguments of a generic call, which its signature names, if they are of code that was written for this library.</summary>
    public void AdmitArguments(Type call)
    {
        foreach (var argument in call.GetGenericArguments())
        {
            if (AssemblyFacts.Of(argument.Assembly).IsWrittenForRay)
            {
                _named.Add(argument);
            }
        }
    }

    private static string Sentence(string name) =>
        $"The type {name} is not allowed to travel; name it in a signature of a remote class, or in rayakka.serialization.allowed-types.";

    // What is refused in a list of lists of it.
    private Type Culprit(Type type)
    {
        var parts = type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments();
        return Array.Find(parts, part => !IsAllowed(part)) is { } part ? Culprit(part) : type;
    }

    private static bool IsUserCode(Type type)
    {
        var assembly = type.Assembly;
        return !AssemblyFacts.IsPlatform(assembly) && (AssemblyFacts.Of(assembly).IsWrittenForRay || IsReferredTo(assembly));
    }

    private static bool IsReferredTo(Assembly assembly) =>
        assembly.GetName().Name is { } name
        && AssemblyIndex.Loaded.Any(other => !AssemblyFacts.IsPlatform(other) && AssemblyFacts.Of(other) is { IsWrittenForRay: true } facts && facts.References.Contains(name));

    private bool Decide(Type type)
    {
        var generation = AssemblyIndex.Generation;
        if (_generation != generation)
        {
            foreach (var assembly in AssemblyIndex.Loaded)
            {
                _named.AddAll(AssemblyFacts.Of(assembly).Signatures);
            }

            _generation = generation;
        }

        _named.AddFamilies();

        // Refusals are not kept: what is loaded later may lift them.
        return Judge(type) && (_allowed[type] = true);
    }

    private bool Judge(Type type)
    {
        if (type.IsArray)
        {
            return IsAllowed(type.GetElementType()!);
        }

        if (type.IsPointer || type.IsFunctionPointer || type.IsByRef || type.IsByRefLike || type.ContainsGenericParameters || Refusals.Of(type) is not null)
        {
            return false;
        }

        if (typeof(ActorHandle).IsAssignableFrom(type))
        {
            return Array.TrueForAll(type.GetGenericArguments(), IsName);
        }

        // A frozen collection's class has type arguments of its strategy.
        if (PlatformTypes.FrozenBase(type) is { } frozen && frozen != type)
        {
            return AssemblyFacts.IsPlatform(type.Assembly) && IsAllowed(frozen);
        }

        var arePartsAllowed = !type.IsGenericType || Array.TrueForAll(type.GetGenericArguments(), IsAllowed);
        return arePartsAllowed && (PlatformTypes.Contains(type) || _named.Contains(type) || IsConfigured(type) || IsAllowedException(type));
    }

    private bool IsConfigured(Type type)
    {
        if (_names.Length == 0 && _prefixes.Length == 0)
        {
            return false;
        }

        var name = (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName;
        if (name is null)
        {
            return false;
        }

        var tick = name.IndexOf('`', StringComparison.Ordinal);
        return Array.Exists(_prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal))
            || Array.Exists(_names, one => one == name || one == name.Replace('+', '.') || (tick > 0 && one == name[..tick]));
    }
}
