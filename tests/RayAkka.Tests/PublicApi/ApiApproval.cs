using System.Reflection;

namespace RayAkka.Tests.PublicApi;

/// <summary>Compares a package's public surface with its approved text; writes what it is beside it, or over it if that is asked for.</summary>
internal static class ApiApproval
{
    private const string AcceptVariable = "RAYAKKA_ACCEPT";

    public static void Check(Assembly assembly, string approvedPath)
    {
        var actual = PublicApiWriter.Write(assembly);
        var receivedPath = Path.ChangeExtension(approvedPath, ".received.txt");
        var approved = File.Exists(approvedPath) ? File.ReadAllText(approvedPath).ReplaceLineEndings("\n") : "";

        if (string.Equals(approved, actual, StringComparison.Ordinal))
        {
            File.Delete(receivedPath);
            return;
        }

        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            File.WriteAllText(approvedPath, actual);
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, actual);
        Assert.Fail(
            $"The public API of {assembly.GetName().Name} changed. To accept the change, run the tests once with {AcceptVariable}=1 and commit {approvedPath}; " +
            $"the new text is in {receivedPath}. First differences:\n{Differences(approved, actual)}");
    }

    private static string Differences(string approved, string actual)
    {
        var before = approved.Split('\n');
        var after = actual.Split('\n');
        var removed = before.Except(after, StringComparer.Ordinal).Select(line => "- " + line.Trim());
        var added = after.Except(before, StringComparer.Ordinal).Select(line => "+ " + line.Trim());
        return string.Join('\n', removed.Concat(added).Take(20));
    }
}
