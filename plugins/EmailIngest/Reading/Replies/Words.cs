using System.Globalization;

namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>The runs of letters of a text, with their places.</summary>
internal struct Words(string text)
{
    private int _at;

    public (int Start, int Length) Current { get; private set; }

    public readonly Words GetEnumerator() => this;

    /// <summary>Empty where there is none.</summary>
    public static ReadOnlySpan<char> Last(ReadOnlySpan<char> text)
    {
        var end = text.Length;
        while (end > 0 && !IsOfWord(text[end - 1]))
        {
            end--;
        }

        var start = end;
        while (start > 0 && IsOfWord(text[start - 1]))
        {
            start--;
        }

        return text[start..end];
    }

    public bool MoveNext()
    {
        while (_at < text.Length && !IsOfWord(text[_at]))
        {
            _at++;
        }

        var start = _at;
        while (_at < text.Length && IsOfWord(text[_at]))
        {
            _at++;
        }

        Current = (start, _at - start);
        return _at > start;
    }

    private static bool IsOfWord(char character) =>
        char.IsAscii(character)
            ? char.IsAsciiLetter(character)
            : char.IsLetter(character) || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
