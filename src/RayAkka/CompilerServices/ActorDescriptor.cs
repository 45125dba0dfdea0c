using System.ComponentModel;

namespace RayAkka.CompilerServices;

/// <summary>What the generator knows of a remote class: one static object each. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ActorDescriptor
{
    /// <summary>Describes a remote class.</summary>
    /// <param name="name">The class's name in traces and errors.</param>
    /// <param name="options">The values of the class's attributes; null if they set none.</param>
    public ActorDescriptor(string name, ActorOptions? options = null)
    {
        Name = name;
        Options = options;
    }

    /// <summary>The options of an actor that is created without any; made once.</summary>
    internal Actors.ActorSpec DefaultSpec => field ??= Actors.ActorSpec.From(this, null);

    /// <summary>The class's name in traces and errors.</summary>
    public string Name { get; }

    /// <summary>The values of the class's attributes; null if they set none.</summary>
    public ActorOptions? Options { get; }
}
