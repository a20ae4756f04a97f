using System.Text;
using AngleSharp.Dom;

namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>Writes lines as a browser would lay them out: white space collapsed, empty lines between paragraphs, a mark for each quote around them.</summary>
internal sealed class QuotedTextWriter(int mostCharacters)
{
    private const int MostEmptyLines = 2;

    // Thousands of nested quotes would be mostly marks.
    private const int MostMarks = 20;

    private readonly List<SourceLine> _lines = [];
    private readonly StringBuilder _line = new();
    private int _emptyLines = MostEmptyLines;
    private int _quotes;
    private int _preformatted;
    private bool _needsSpace;
    private bool _wantsEmptyLine;
    private char _last;
    private int _length;
    private List<INode>? _sources;

    public bool IsFull => _length + _line.Length >= mostCharacters;

    public bool IsInQuote => _quotes > 0;

    /// <summary>Whether what was last written ends like an attribution.</summary>
    public bool IsAfterColon => _last is ':' or '：';

    /// <param name="source">What it stands in, where that is to be known of the lines.</param>
    public void Write(string text, INode? source = null)
    {
        var isNoted = source is null;
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, mostCharacters - _length - _line.Length)))
        {
            if (_preformatted > 0 && character == '\n')
            {
                BreakLine();
                isNoted = source is null;
            }
            else if (character is ' ' or '\t' or '\n' or '\r' or '\f' && _preformatted == 0)
            {
                _needsSpace = true;
            }
            else if (character != '\r')
            {
                WriteVisible(character);
                if (!isNoted && character != '\u00A0')
                {
                    Show(source!);
                    isNoted = true;
                }
            }
        }
    }

    /// <summary>Something without words belongs to the line that it stands in, or else to the one before.</summary>
    public void Show(INode source) => (_sources ??= []).Add(source);

    public void BreakLine()
    {
        FlushParagraph();
        var line = _line.ToString().AsSpan().TrimEnd();
        _line.Clear();
        _needsSpace = false;
        if (line.IsEmpty)
        {
            LeaveToLineBefore();
            if (++_emptyLines > MostEmptyLines)
            {
                return;
            }
        }

        _emptyLines = line.IsEmpty ? _emptyLines : 0;
        var marks = Math.Min(_quotes, MostMarks);
        Add(string.Concat(new string('>', marks), marks > 0 && !line.IsEmpty ? " " : "", line), line.IsEmpty ? null : _sources);
        _sources = line.IsEmpty ? _sources : null;
    }

    /// <summary>Ends the line, if one was begun.</summary>
    public void EndLine()
    {
        if (_line.Length > 0)
        {
            BreakLine();
        }

        LeaveToLineBefore();
        _needsSpace = false;
    }

    public void EndParagraph()
    {
        EndLine();
        _wantsEmptyLine = true;
    }

    public void BeginQuote()
    {
        EndLine();
        FlushParagraph();
        _quotes++;
    }

    public void EndQuote()
    {
        EndLine();
        _quotes--;
        _wantsEmptyLine = true;
    }

    public void BeginPreformatted() => _preformatted++;

    public void EndPreformatted() => _preformatted--;

    /// <summary>All lines, without empty ones around.</summary>
    public IReadOnlyList<SourceLine> Finish()
    {
        EndLine();
        if (_sources is not null)
        {
            // There are pictures, and no words at all.
            Add("", _sources);
            return _lines;
        }

        while (_lines is [.., { Text.Length: 0 }])
        {
            _lines.RemoveAt(_lines.Count - 1);
        }

        var first = _lines.FindIndex(line => line.Text.Length > 0);
        return first > 0 ? _lines[first..] : _lines;
    }

    private void Add(string line, List<INode>? sources)
    {
        _lines.Add(new SourceLine(line, sources));
        _length += line.Length + 1;
    }

    private void LeaveToLineBefore()
    {
        if (_sources is not null && _lines.FindLastIndex(line => line.Sources is not null) is var before and >= 0)
        {
            _lines[before].Sources!.AddRange(_sources);
            _sources = null;
        }
    }

    private void WriteVisible(char character)
    {
        FlushParagraph();
        if (_needsSpace && _line.Length > 0)
        {
            _line.Append(' ');
        }

        _needsSpace = false;
        _line.Append(character == '\u00A0' ? ' ' : character);
        _last = char.IsWhiteSpace(character) || character == '\u00A0' ? _last : character;
    }

    private void FlushParagraph()
    {
        if (!_wantsEmptyLine)
        {
            return;
        }

        _wantsEmptyLine = false;
        if (_emptyLines == 0)
        {
            _emptyLines++;
            Add(new string('>', Math.Min(_quotes, MostMarks)), sources: null);
        }
    }
}
