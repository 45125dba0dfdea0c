using RayAkka.CompilerServices;
using RayAkka.Expressions;

namespace RayAkka;

/// <summary>An actor that <see cref="Ray.Actor{T}"/> prepared; each <see cref="Remote"/> makes one.</summary>
/// <typeparam name="T">The class.</typeparam>
public sealed class ActorExpression<T>
    where T : class
{
    private readonly ParsedCall _constructor;
    private readonly ActorDescriptor _class;
    private readonly ActorOptions? _options;

    internal ActorExpression(ParsedCall constructor, ActorDescriptor descriptor, ActorOptions? options)
    {
        _constructor = constructor;
        _class = descriptor;
        _options = options;
    }

    /// <summary>The same with these options, in place of any given before.</summary>
    /// <param name="options">The options; what they leave null falls back to the class's attributes, then to the defaults.</param>
    public ActorExpression<T> Options(ActorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ActorExpression<T>(_constructor, _class, options);
    }

    /// <summary>Copies the arguments and asks for the actor; returns at once, the constructor runs where the actor is placed.</summary>
    /// <exception cref="ArgumentException">An argument cannot be passed to another actor, or an option is wrong.</exception>
    public ActorHandle<T> Remote() => RemoteCalls.Create(new ExpressionActorCreation<T>(_class, _constructor.Bind()), _options);
}
