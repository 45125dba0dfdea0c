using Microsoft.CodeAnalysis;

namespace RayAkka.Generators.Tests.Generation;

/// <summary>Other people's assembly, compiled in memory.</summary>
internal static class Library
{
    public static MetadataReference Compile(string source)
    {
        using var image = new MemoryStream();
        var result = Generated.Compile(source).WithAssemblyName("Lib").Emit(image);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
