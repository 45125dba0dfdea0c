namespace RayAkka.Stores.Tests.Support;

/// <summary>A folder that is removed with what is in it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("rayakka-stores-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
