using System.Collections.Concurrent;

namespace RayAkka.Engine.Peers;

/// <summary>
/// What this process keeps of others' objects and actors that it has passed on to third ones, until their owners know of those: so what is on the
/// way never looks unused.
/// </summary>
internal sealed class LoanTable
{
    private readonly ConcurrentDictionary<ulong, (NodeId Borrower, object Kept)> _loans = new();
    private ulong _last;

    public int Count => _loans.Count;

    public ulong Add(NodeId borrower, object kept)
    {
        var loan = Interlocked.Increment(ref _last);
        _loans[loan] = (borrower, kept);
        return loan;
    }

    public void Settle(ulong loan) => _loans.TryRemove(loan, out _);

    /// <summary>A borrower is gone: what it was lent need not be kept for it.</summary>
    public void Lose(NodeId borrower)
    {
        foreach (var (loan, (to, _)) in _loans)
        {
            if (to == borrower)
            {
                _loans.TryRemove(loan, out _);
            }
        }
    }
}
