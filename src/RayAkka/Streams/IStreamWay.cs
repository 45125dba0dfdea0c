namespace RayAkka.Streams;

/// <summary>The way from a stream's reader to who runs its call now.</summary>
internal interface IStreamWay
{
    /// <summary>Whether each word is a message to another node, so that few should be made.</summary>
    bool IsFar { get; }

    /// <summary>Items with lower indexes than this may be made.</summary>
    void Demand(long limit);

    /// <summary>Nobody reads any more.</summary>
    void Stop();
}
