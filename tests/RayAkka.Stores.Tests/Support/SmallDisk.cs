using System.Diagnostics;

namespace RayAkka.Stores.Tests.Support;

/// <summary>A file system in memory that is soon full. Only root can mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder _folder = new();

    private SmallDisk()
    {
    }

    /// <summary>Why there is none; null if there can be.</summary>
    public static string? Missing { get; } = Try();

    public string Path => _folder.Path;

    public static SmallDisk Mount(string size)
    {
        var disk = new SmallDisk();
        return Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", disk.Path) == 0 ? disk : throw new InvalidOperationException("No small disk could be mounted.");
    }

    public void Dispose()
    {
        Run("umount", Path);
        _folder.Dispose();
    }

    private static string? Try()
    {
        try
        {
            Mount("64k").Dispose();
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return "a small disk can be mounted only by root, on Linux";
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
