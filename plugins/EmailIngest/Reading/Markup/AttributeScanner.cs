using System.Buffers;

namespace Helpdesk.EmailIngest.Reading.Markup;

/// <summary>Goes through the attributes of a tag; values come as they stand, with their character references.</summary>
internal ref struct AttributeScanner(ReadOnlySpan<char> attributes)
{
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\n\r\f/");

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\n\r\f/=");

    private static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \t\n\r\f");

    private ReadOnlySpan<char> _rest = attributes;

    public ReadOnlySpan<char> Name { get; private set; }

    public ReadOnlySpan<char> Value { get; private set; }

    public bool Next()
    {
        var start = _rest.IndexOfAnyExcept(Blanks);
        if (start < 0)
        {
            return false;
        }

        _rest = _rest[start..];
        var length = _rest[1..].IndexOfAny(NameEnds) + 1;
        length = length == 0 ? _rest.Length : length;
        Name = _rest[..length];
        _rest = _rest[length..].TrimStart(" \t\n\r\f");
        Value = default;
        if (_rest is ['=', ..])
        {
            _rest = _rest[1..].TrimStart(" \t\n\r\f");
            TakeValue();
        }

        return true;
    }

    private void TakeValue()
    {
        if (_rest is ['"' or '\'', ..])
        {
            var quote = _rest[0];
            _rest = _rest[1..];
            var end = _rest.IndexOf(quote);
            Value = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[(end + 1)..];
        }
        else
        {
            var end = _rest.IndexOfAny(ValueEnds);
            Value = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[end..];
        }
    }
}
