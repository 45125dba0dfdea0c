using Spectre.Console;
using Spectre.Console.Rendering;

namespace RayAkka.Examples.Bank;

/// <summary>What a visitor of the bank sees: all balances, how much that is together with what tellers have in their hands, and the last crash.</summary>
internal sealed class Board(int accounts)
{
    private const int Columns = 10;

    public IReadOnlyList<long> Balances { get; set; } = [.. Enumerable.Repeat(0L, accounts)];

    public int Transfers { get; set; }

    public string News { get; set; } = "";

    public IRenderable Draw()
    {
        var table = new Table().HideHeaders().Border(TableBorder.Rounded).Caption(Markup.Escape(
            $"{Transfers:N0} transfers, {Balances.Sum():N0} in the accounts{(News.Length == 0 ? "" : $", {News}")}"));
        for (var column = 0; column < Columns; column++)
        {
            table.AddColumn(new TableColumn("").RightAligned());
        }

        foreach (var row in Balances.Chunk(Columns))
        {
            table.AddRow([.. row.Select(balance => balance.ToString("N0"))]);
        }

        return table;
    }
}
