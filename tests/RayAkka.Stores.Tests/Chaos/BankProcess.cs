using System.Collections.Concurrent;
using System.Diagnostics;
using RayAkka.Stores.Tests.Chaos.Bank;

namespace RayAkka.Stores.Tests.Chaos;

/// <summary>A process that runs <see cref="BankEntry"/>.</summary>
internal sealed class BankProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<Transfer> _transfers = new();
    private readonly ConcurrentQueue<string> _others = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Process _process;
    private readonly Task _read;

    private BankProcess(Process process)
    {
        _process = process;
        _read = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    public static BankProcess Start(string folder, int session, int seed)
    {
        string[] arguments = [typeof(BankProcess).Assembly.Location, BankEntry.Command, folder, $"{session}", $"{seed}"];
        return new BankProcess(Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!);
    }

    /// <summary>Completes when its clients were told of so many transfers.</summary>
    public async Task AcknowledgedAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var arrived = _arrived.WaitAsync();
            Assert.True(await Task.WhenAny(arrived, _read).WaitAsync(s_limit) == arrived, $"The bank has ended: {string.Join(Environment.NewLine, _others)}");
        }
    }

    /// <summary>kill -9.</summary>
    /// <returns>What its clients were told before.</returns>
    public async Task<IReadOnlyCollection<Transfer>> KillAsync()
    {
        Assert.False(_process.HasExited, $"The bank has ended: {string.Join(Environment.NewLine, _others)}");
        _process.Kill();
        await _read.WaitAsync(s_limit);
        return _transfers;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _arrived.Dispose();
    }

    // The last line may be a part of one.
    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (Transfer.TryParse(line, out var transfer))
            {
                _transfers.Enqueue(transfer);
                _arrived.Release();
            }
            else
            {
                _others.Enqueue(line);
            }
        }
    }
}
