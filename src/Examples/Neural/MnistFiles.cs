using System.CommandLine;

namespace RayAkka.Examples.Neural;

/// <summary>The four files of MNIST, by the names of the full set.</summary>
internal static class MnistFiles
{
    /// <summary>The 6,000 + 1,000 digits that come with the examples.</summary>
    public static string DefaultDirectory { get; } = Path.Combine(AppContext.BaseDirectory, "Data", "mnist");

    public static Option<DirectoryInfo> CreateOption() => new Option<DirectoryInfo>("--data")
    {
        Description = "A folder with the four files of MNIST, gzipped or not (7,000 of its digits come along).",
    }.AcceptExistingOnly();

    public static LabelledImages LoadTraining(string directory) => Load(directory, "train");

    public static LabelledImages LoadTest(string directory) => Load(directory, "t10k");

    private static LabelledImages Load(string directory, string prefix) => new(
        IdxFile.Read(directory, prefix + "-images-idx3-ubyte", 28, 28),
        IdxFile.Read(directory, prefix + "-labels-idx1-ubyte"));
}
