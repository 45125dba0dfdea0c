using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace RayAkka.Examples.Hosting;

/// <summary>Draws curves with characters, one character a curve, so that it reads the same without colours.</summary>
internal sealed class LineChart(string title, double lowest, double highest)
{
    private const int Columns = 60;
    private const int Rows = 12;
    private const int LabelEvery = 3;

    private readonly List<(string Name, char Mark, string Color, (double X, double Y)[] Points)> _curves = [];

    /// <summary>Adds a curve; its points are in the order of their x.</summary>
    public LineChart Add(string name, char mark, string color, IEnumerable<(double X, double Y)> points)
    {
        _curves.Add((name, mark, color, [.. points]));
        return this;
    }

    public IRenderable Render()
    {
        var end = _curves.Max(c => c.Points[^1].X);
        var cells = new string?[Rows + 1, Columns];
        foreach (var curve in _curves)
        {
            for (var column = 0; column < Columns; column++)
            {
                if (ValueAt(curve.Points, end * column / (Columns - 1)) is { } value)
                {
                    var row = (int)Math.Round((Math.Clamp(value, lowest, highest) - lowest) / (highest - lowest) * Rows);
                    cells[row, column] = cells[row, column] is null ? $"[{curve.Color}]{curve.Mark}[/]" : "*";
                }
            }
        }

        var text = new StringBuilder().AppendLine(Markup.Escape(title));
        for (var row = Rows; row >= 0; row--)
        {
            text.Append(row % LabelEvery == 0 ? $"{lowest + ((highest - lowest) * row / Rows),6:P0} |" : "       |");
            for (var column = 0; column < Columns; column++)
            {
                text.Append(cells[row, column] ?? " ");
            }

            text.AppendLine();
        }

        text.Append(' ', 7).Append('+').Append('-', Columns).AppendLine();
        text.Append(' ', 8).Append('0').Append($"{end:F2} s".PadLeft(Columns - 1)).AppendLine();
        text.Append(' ', 8).AppendJoin("   ", _curves.Select(c => $"[{c.Color}]{c.Mark}[/] {Markup.Escape(c.Name)}").Append("* both"));
        return new Markup(text.ToString());
    }

    /// <summary>The curve between its points; null before the first and after the last.</summary>
    private static double? ValueAt((double X, double Y)[] points, double x)
    {
        if (x < points[0].X || x > points[^1].X)
        {
            return null;
        }

        var right = Array.FindIndex(points, p => p.X >= x);
        if (right == 0)
        {
            return points[0].Y;
        }

        var (from, to) = (points[right - 1], points[right]);
        return from.Y + ((to.Y - from.Y) * (x - from.X) / Math.Max(to.X - from.X, double.Epsilon));
    }
}
