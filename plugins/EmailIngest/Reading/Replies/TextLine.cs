namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>One line of a mail's text, and what can be seen of it at once.</summary>
internal sealed class TextLine
{
    /// <summary>Longer lines are prose or data: nobody looks for an attribution in them.</summary>
    public const int LongestLooked = 500;

    private LineSigns? _signs;

    private (HistoryMarker Kind, bool IsCertain)? _marker;

    private TextLine(string text, string content, int depth)
    {
        Text = text;
        Content = content;
        Depth = depth;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Without quote marks, invisible characters and white space around.</summary>
    public string Content { get; }

    /// <summary>How many quote marks stand in front.</summary>
    public int Depth { get; }

    public bool IsBlank => Content.Length == 0 && !IsQuoted;

    public bool IsQuoted => Depth > 0 && !IsCode;

    /// <summary>What of an attribution it has. Whoever looks for history asks so again of the same lines: it is read once.</summary>
    public LineSigns Signs => _signs ??= LineSignReader.Read(Content);

    /// <summary>Whether it announces history; read once, as well.</summary>
    public (HistoryMarker Kind, bool IsCertain) Marker => _marker ??= HistoryMarkers.Of(Content);

    /// <summary>Inside a fenced block of code, where nothing means what it looks like.</summary>
    public bool IsCode { get; set; }

    public static TextLine Of(string text)
    {
        var depth = 0;
        var at = 0;
        for (var i = 0; i < text.Length && (IsMark(text[i]) || char.IsWhiteSpace(text[i]) || Invisible.Is(text[i])); i++)
        {
            if (IsMark(text[i]))
            {
                depth++;
                at = i + 1;
            }
        }

        return new TextLine(text, Invisible.Comparable(text, at), depth);
    }

    /// <summary>The same words where the mark in front is none: the end of <c>&lt;address</c> that was wrapped.</summary>
    public TextLine AsUnquoted() => new(Text, Invisible.Comparable(Text), depth: 0) { IsCode = IsCode };

    /// <summary>What stands inside the outermost quote.</summary>
    public TextLine Inner()
    {
        if (Depth == 0)
        {
            return this;
        }

        var mark = 0;
        while (!IsMark(Text[mark]))
        {
            mark++;
        }

        return Of(Text[(mark + 1)..]);
    }

    private static bool IsMark(char character) => character is '>' or '＞';
}
