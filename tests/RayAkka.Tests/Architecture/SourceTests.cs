using System.Text.RegularExpressions;
using RayAkka.Tests.Support;

namespace RayAkka.Tests.Architecture;

/// <summary>House rules of the sources that no analyzer knows.</summary>
public sealed partial class SourceTests
{
    private const int LongestFile = 300;

    /// <summary>Files that may be longer, each with its reason.</summary>
    private static readonly Dictionary<string, string> LongFiles = new(StringComparer.Ordinal)
    {
        ["src/RayAkka/Actors/ActorCell.cs"] = "One state machine: mailbox, running call and hand-over share their invariants.",
        ["src/RayAkka/Actors/OwnedActor.cs"] = "One state machine: an actor's life over all its incarnations.",
        ["src/RayAkka/Execution/WorkerPool.cs"] = "One protocol: who is active, searching, parked or blocked.",
        ["src/RayAkka/Recovery/ReplaySession.Calls.cs"] = "One protocol: a call from its admission to its record, live and in a replay.",
        ["src/RayAkka/Scheduling/ClusterLedger.cs"] = "One protocol: grants, queues and reservations keep each other's invariants.",
    };

    [Fact]
    public void Sources_OfSrc_AreShort()
    {
        var tooLong = LengthsOver(LongestFile).Where(file => !LongFiles.ContainsKey(file.Path));

        Assert.Empty(tooLong.Select(file => $"{file.Path} has {file.Lines} lines; split it, or list it here with the reason."));
    }

    [Fact]
    public void LongFiles_Listed_AreStillLong()
    {
        var actual = LengthsOver(LongestFile).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(LongFiles.Keys, file => !actual.Contains(file));
    }

    [Fact]
    public void Readme_LinksIntoTheRepository_LeadSomewhere()
    {
        var links = Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(links);
        Assert.DoesNotContain(links, link => !Path.Exists(Path.Combine(Repository.Root, link)));
    }

    [GeneratedRegex(@"\]\(((?:src|tests|hocon)/[^)]+)\)")]
    private static partial Regex Link();

    private static IEnumerable<(string Path, int Lines)> LengthsOver(int limit) => Repository.SourcesUnder("src")
        .Select(file => (Path: Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), Lines: File.ReadLines(file).Count()))
        .Where(file => file.Lines > limit);
}
