namespace RayAkka.Actors;

/// <summary>Who has which name. In one process it is a <see cref="NameTable"/>; in a cluster it asks the node that keeps the books.</summary>
internal interface INameRegistry
{
    /// <summary>Gives an actor the name that stands in its description, unless another one has it.</summary>
    /// <returns>The actor that has the name already; null if the name is now this one's.</returns>
    ActorDescription? Reserve(ActorDescription actor);

    /// <summary>Frees a name, if this very actor has it.</summary>
    void Release(string @namespace, string name, ActorId actor);

    ActorDescription? Find(string @namespace, string name);

    /// <summary>The names in a namespace, in order.</summary>
    IReadOnlyList<string> Names(string @namespace);
}
