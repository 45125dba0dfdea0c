using RayAkka.Actors;
using RayAkka.Wire;

namespace RayAkka.Head;

/// <summary>Gives an actor of the sender its name, unless another has it.</summary>
internal sealed record ReserveName(ulong Number, ActorDescription Actor) : HeadQuery(Number)
{
    public override HeadMessageKind Kind => HeadMessageKind.ReserveName;

    public static ReserveName ReadFields(WireReader reader) => new(reader.Varint(), ActorDescription.Read(reader));

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Number);
        Actor.Write(writer);
    }
}

/// <summary>Who has a name?</summary>
internal sealed record FindName(ulong Number, string Namespace, string Name) : HeadQuery(Number)
{
    public override HeadMessageKind Kind => HeadMessageKind.FindName;

    public static FindName ReadFields(WireReader reader) => new(reader.Varint(), reader.Text(), reader.Text());

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Number);
        writer.String(Namespace);
        writer.String(Name);
    }
}

/// <summary>Who has the name; null if nobody has, or had before it was reserved.</summary>
internal sealed record NameAnswer(ulong Number, ActorDescription? Actor) : HeadAnswer(Number)
{
    public override HeadMessageKind Kind => HeadMessageKind.NameAnswer;

    public static NameAnswer ReadFields(WireReader reader) => new(reader.Varint(), reader.Bool() ? ActorDescription.Read(reader) : null);

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Number);
        writer.Bool(Actor is not null);
        Actor?.Write(writer);
    }
}

/// <summary>Which names does a namespace have?</summary>
internal sealed record ListNames(ulong Number, string Namespace) : HeadQuery(Number)
{
    public override HeadMessageKind Kind => HeadMessageKind.ListNames;

    public static ListNames ReadFields(WireReader reader) => new(reader.Varint(), reader.Text());

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Number);
        writer.String(Namespace);
    }
}

internal sealed record NamesAnswer(ulong Number, IReadOnlyList<string> Names) : HeadAnswer(Number)
{
    public override HeadMessageKind Kind => HeadMessageKind.NamesAnswer;

    public static NamesAnswer ReadFields(WireReader reader) => new(reader.Varint(), reader.List(1, static from => from.Text()));

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Number);
        writer.List(Names, static (to, name) => to.String(name));
    }
}

/// <summary>An actor of the sender gives its name up.</summary>
internal sealed record ReleaseName(string Namespace, string Name, ActorId Actor) : HeadMessage
{
    public override HeadMessageKind Kind => HeadMessageKind.ReleaseName;

    public static ReleaseName ReadFields(WireReader reader) => new(reader.Text(), reader.Text(), reader.Actor());

    private protected override void WriteFields(WireWriter writer)
    {
        writer.String(Namespace);
        writer.String(Name);
        writer.Actor(Actor);
    }
}

/// <summary>A name that was reported belongs to another actor: two nodes that did not know each other had each given it away.</summary>
internal sealed record NameLost(string Namespace, string Name, ActorId Actor) : HeadMessage
{
    public override HeadMessageKind Kind => HeadMessageKind.NameLost;

    public static NameLost ReadFields(WireReader reader) => new(reader.Text(), reader.Text(), reader.Actor());

    private protected override void WriteFields(WireWriter writer)
    {
        writer.String(Namespace);
        writer.String(Name);
        writer.Actor(Actor);
    }
}

/// <summary>
/// A detached actor of the sender's making, whose life the head runs from here on. The answer is a <see cref="NameAnswer"/>: the actor itself with its
/// owner, or the one that has its name.
/// </summary>
internal sealed record RegisterActor(ulong Number, ActorDescription Actor, byte[] Content) : HeadQuery(Number)
{
    public override HeadMessageKind Kind => HeadMessageKind.RegisterActor;

    public static RegisterActor ReadFields(WireReader reader) => new(reader.Varint(), ActorDescription.Read(reader), reader.Bytes().ToArray());

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Number);
        Actor.Write(writer);
        writer.Bytes(Content);
    }
}
