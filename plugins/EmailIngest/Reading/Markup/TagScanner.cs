using System.Buffers;

namespace Helpdesk.EmailIngest.Reading.Markup;

/// <summary>Goes through the tags of HTML once, from front to back, whatever it looks like (WHATWG HTML §13.2.5).</summary>
internal ref struct TagScanner(ReadOnlySpan<char> source)
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\n\r\f/><");

    private static readonly SearchValues<char> EndOrValue = SearchValues.Create(">=");

    private readonly ReadOnlySpan<char> _source = source;

    private int _at;

    private bool _hasNoCommentEnd;

    /// <summary>What stood before the tag.</summary>
    public ReadOnlySpan<char> TextBefore { get; private set; }

    /// <summary>Empty for comments, declarations, and at the end.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    public bool IsEnd { get; private set; }

    /// <summary>For <see cref="AttributeScanner"/>.</summary>
    public ReadOnlySpan<char> Attributes { get; private set; }

    /// <summary>False when there is no further tag; the text behind the last one is in <see cref="TextBefore"/> then.</summary>
    public bool Next()
    {
        var start = _at;
        while (_source[_at..].IndexOf('<') is var found and >= 0)
        {
            var open = _at + found;
            _at = open + 1;
            if (IsTagStart(open))
            {
                TextBefore = _source[start..open];
                Read(open + 1);
                return true;
            }
        }

        TextBefore = _source[start..];
        Name = default;
        _at = _source.Length;
        return false;
    }

    /// <summary>Past the content of an element that is not markup, up to its end tag.</summary>
    public void SkipTo(ReadOnlySpan<char> name)
    {
        while (_source[_at..].IndexOf("</") is var found and >= 0)
        {
            _at += found;
            var rest = _source[(_at + 2)..];
            if (rest.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (rest.Length == name.Length || NameEnds.Contains(rest[name.Length])))
            {
                return;
            }

            _at += 2;
        }

        _at = _source.Length;
    }

    private readonly bool IsTagStart(int open)
    {
        var next = open + 1 < _source.Length ? _source[open + 1] : ' ';
        return char.IsAsciiLetter(next) || next is '!' or '?' || (next == '/' && open + 2 < _source.Length && char.IsAsciiLetter(_source[open + 2]));
    }

    private void Read(int at)
    {
        Name = default;
        Attributes = default;
        IsEnd = _source[at] == '/';
        if (_source[at] is '!' or '?')
        {
            SkipComment(at);
            return;
        }

        at += IsEnd ? 1 : 0;
        var length = _source[at..].IndexOfAny(NameEnds);
        Name = length < 0 ? _source[at..] : _source.Slice(at, length);
        _at = at + Name.Length;
        var start = _at;
        Attributes = _source[start..ToTagEnd()];
    }

    private void SkipComment(int at)
    {
        var isComment = _source[at..].StartsWith("!--");
        var end = !isComment ? _source[at..].IndexOf('>') : _hasNoCommentEnd ? -1 : _source[(at + 1)..].IndexOf("-->");
        _hasNoCommentEnd |= isComment && end < 0;

        // A comment that never ends would swallow the mail; browsers do that, readers would rather see it.
        _at = end >= 0 ? at + end + (isComment ? 4 : 1) : isComment ? at + 3 : _source.Length;
    }

    /// <summary>Where the &gt; stands.</summary>
    private int ToTagEnd()
    {
        while (_source[_at..].IndexOfAny(EndOrValue) is var found and >= 0)
        {
            _at += found + 1;
            if (_source[_at - 1] == '>')
            {
                return _at - 1;
            }

            SkipValue();
        }

        _at = _source.Length;
        return _at;
    }

    /// <summary>A &gt; between quotes is no end; quotes elsewhere are letters (§13.2.5.37).</summary>
    private void SkipValue()
    {
        while (_at < _source.Length && _source[_at] is ' ' or '\t' or '\n' or '\r' or '\f')
        {
            _at++;
        }

        if (_at < _source.Length && _source[_at] is '"' or '\'')
        {
            var end = _source[(_at + 1)..].IndexOf(_source[_at]);
            _at = end < 0 ? _source.Length : _at + end + 2;
        }
    }
}
