using RayAkka.Wire;

namespace RayAkka.Cluster.Remoting;

/// <summary>A message of the engine between nodes. <see cref="MessageSerializer"/> writes it under its manifest.</summary>
internal interface IWireMessage
{
    /// <summary>Names the form of the bytes. A form that changes gets another manifest.</summary>
    string Manifest { get; }

    void Write(WireWriter writer);
}
