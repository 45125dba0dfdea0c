using System.ComponentModel;

namespace RayAkka.CompilerServices;

/// <summary>The creation of an actor: its constructor call, kept so that it can run again after a loss. For generated code only.</summary>
/// <typeparam name="TActor">The remote class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ActorCreation<TActor> : Invocation<Nothing>
    where TActor : class
{
    /// <summary>What the generator knows of the class.</summary>
    protected abstract ActorDescriptor Class { get; }

    /// <summary>Runs the constructor.</summary>
    protected abstract TActor Create();

    internal ActorDescriptor ActorClass => Class;

    internal override string CallName => Class.Name;

    internal override Type? InstanceType => typeof(TActor);

    internal sealed override object CreateInstance() => Create();
}
