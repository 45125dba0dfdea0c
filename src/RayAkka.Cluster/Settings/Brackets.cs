namespace RayAkka.Cluster.Settings;

/// <summary>Checks that brackets come in pairs. Akka's parser does not: it takes a file that ends too early for complete.</summary>
internal static class Brackets
{
    /// <summary>What is wrong, as half a sentence; null if nothing is.</summary>
    public static string? Problem(string text)
    {
        var open = new Stack<(char Bracket, int Line)>();
        var line = 1;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\n':
                    line++;
                    break;
                case '#':
                case '/' when i + 1 < text.Length && text[i + 1] == '/':
                    i = EndOfLine(text, i) - 1;
                    break;
                case '"':
                    var end = EndOfText(text, i);
                    if (end < 0)
                    {
                        return $"the text that begins in line {line} has no closing quotation mark.";
                    }

                    line += text.AsSpan(i, end - i).Count('\n');
                    i = end - 1;
                    break;
                case '{' or '[':
                    open.Push((text[i], line));
                    break;
                case '}' or ']':
                    if (!open.TryPop(out var last) || last.Bracket != (text[i] == '}' ? '{' : '['))
                    {
                        return $"line {line} closes with {text[i]} what was not opened.";
                    }

                    break;
            }
        }

        return open.TryPop(out var left) ? $"the {left.Bracket} of line {left.Line} is not closed." : null;
    }

    private static int EndOfLine(string text, int start) => text.IndexOf('\n', start) is var end && end < 0 ? text.Length : end;

    /// <summary>The index behind the closing quotation mark; -1 if there is none.</summary>
    private static int EndOfText(string text, int start)
    {
        const string Triple = "\"\"\"";
        if (string.CompareOrdinal(text, start, Triple, 0, Triple.Length) == 0)
        {
            var close = text.IndexOf(Triple, start + Triple.Length, StringComparison.Ordinal);
            return close < 0 ? -1 : close + Triple.Length;
        }

        for (var i = start + 1; i < text.Length && text[i] != '\n'; i++)
        {
            if (text[i] == '"')
            {
                return i + 1;
            }

            i += text[i] == '\\' ? 1 : 0;
        }

        return -1;
    }
}
