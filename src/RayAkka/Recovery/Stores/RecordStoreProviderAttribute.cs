namespace RayAkka.Recovery.Stores;

/// <summary>Names the provider of a package of stores, so that it is found by the package's name alone and only when it is wanted.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class RecordStoreProviderAttribute(Type provider) : Attribute
{
    public Type Provider { get; } = provider;
}
