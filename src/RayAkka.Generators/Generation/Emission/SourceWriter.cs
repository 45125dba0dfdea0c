using System;
using System.Text;

namespace RayAkka.Generators.Generation.Emission;

/// <summary>Text with indentation and blocks.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(line);
        }

        _text.Append('\n');
    }

    public Block Open(string head)
    {
        Line(head);
        return Open();
    }

    public Block Open()
    {
        Line("{");
        _depth++;
        return new Block(this);
    }

    private void TrimBlankLine()
    {
        if (_text.Length > 1 && _text[_text.Length - 1] == '\n' && _text[_text.Length - 2] == '\n')
        {
            _text.Length--;
        }
    }

    public override string ToString() => _text.ToString();

    public readonly struct Block(SourceWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer.TrimBlankLine();
            writer._depth--;
            writer.Line("}");
        }
    }
}
