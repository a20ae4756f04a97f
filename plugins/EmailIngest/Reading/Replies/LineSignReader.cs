namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>Looks for the parts of an attribution in a line, whatever the language.</summary>
internal static class LineSignReader
{
    private const int MostNameWords = 6;

    private const string Frame = " *_-—–=|";

    public static LineSigns Read(string content)
    {
        if (content.Length is 0 or > TextLine.LongestLooked)
        {
            return LineSigns.None;
        }

        var bare = content.AsSpan().Trim(Frame) is var framed && framed.Length < content.Length ? framed.ToString() : content;
        var signs = DateSigns.Read(bare) | Start(bare) | AttributionWords.Look(bare);
        signs |= !HasAddress(bare) ? LineSigns.None : bare.Contains('<', StringComparison.Ordinal) ? LineSigns.Address | LineSigns.Mailbox : LineSigns.Address;
        if (bare.Length > 0)
        {
            signs |= bare[^1] is ':' or '：' or '﹕' ? LineSigns.Colon : LineSigns.None;
            signs |= bare[^1] == '>' && signs.HasFlag(LineSigns.Address) ? LineSigns.AddressLast : LineSigns.None;
        }

        return IsOfGroupWise(content) && signs.HasFlag(LineSigns.Date | LineSigns.Time) ? signs | LineSigns.Dashed | LineSigns.Verb
            : IsDashed(content) ? signs | LineSigns.Dashed
            : signs;
    }

    /// <summary>Whether an attribution may end with the line: most lines are of none, and one look at their end tells so.</summary>
    public static bool MayEnd(string content)
    {
        if (content.Length > TextLine.LongestLooked)
        {
            return false;
        }

        var bare = content.AsSpan().Trim(Frame);
        return (bare.Length > 0 && bare[^1] is ':' or '：' or '﹕' or '>') || IsDashed(content) || AttributionWords.IsVerb(Words.Last(bare));
    }

    /// <summary>"&gt;&gt;&gt; Name 5/12/2020 3:04 PM &gt;&gt;&gt;": GroupWise announces history so and does not mark it further.</summary>
    public static bool IsOfGroupWise(string content) =>
        content.Length > 6 && content.StartsWith(">>>", StringComparison.Ordinal) && content.EndsWith(">>>", StringComparison.Ordinal);

    public static bool HasAddress(string text)
    {
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            if (at > 0 && at + 1 < text.Length && IsOfAddress(text[at - 1]) && IsOfAddress(text[at + 1]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the words are what people are called: few, and none of them an ordinary one.</summary>
    public static bool IsName(string text)
    {
        var words = 0;
        foreach (var word in new Words(text))
        {
            var letters = text.AsSpan(word.Start, word.Length);
            if (++words > MostNameWords || AttributionWords.IsProse(letters) || (char.IsLower(letters[0]) && !AttributionWords.IsParticle(letters)))
            {
                return false;
            }
        }

        return words > 0 && text.Length <= 80;
    }

    public static bool IsOfAddress(char character) => char.IsLetterOrDigit(character) || character is '_' or '-' or '+' or '.';

    private static bool IsDashed(string content) => content.StartsWith("--", StringComparison.Ordinal) && content.EndsWith("--", StringComparison.Ordinal);

    private static LineSigns Start(string bare)
    {
        if (AttributionWords.StartsWithQuoting(bare))
        {
            return LineSigns.QuotingFirst;
        }

        var firstFigure = bare.AsSpan().IndexOfAnyInRange('0', '9');
        var length = FirstWord(bare);
        if (firstFigure >= 0 && firstFigure < 40 && AttributionWords.StartsWithLead(bare, bare.AsSpan(0, length)) && firstFigure > 0)
        {
            return LineSigns.LeadFirst;
        }

        if (firstFigure == 0 || (firstFigure > 0 && length <= 16 && firstFigure <= length + 8 && IsBetweenWordAndFigure(bare[length..firstFigure])))
        {
            return LineSigns.DateFirst;
        }

        return StartsWithName(bare) ? LineSigns.NameFirst : LineSigns.None;
    }

    private static bool IsBetweenWordAndFigure(string text)
    {
        foreach (var character in text)
        {
            if (character is not (' ' or '.' or ',' or '(' or ')' or '。' or '，' or '、'))
            {
                return false;
            }
        }

        return true;
    }

    private static int FirstWord(string text)
    {
        foreach (var (start, length) in new Words(text))
        {
            return start == 0 ? length : 0;
        }

        return 0;
    }

    private static bool StartsWithName(string bare)
    {
        var end = bare.AsSpan().IndexOfAny("<([@");
        if (end < 0)
        {
            end = FirstVerb(bare);
        }
        else if (bare[end] == '@')
        {
            // A bare address in front of the verb, or behind a name: "Name name@example.com wrote:".
            end = bare.AsSpan(0, end).LastIndexOf(' ') + 1;
        }

        return end == 0 ? bare.Length > 0 && HasAddress(bare) : end > 0 && (IsName(bare[..end]) || IsQuotedOrOneWord(bare, end));
    }

    private static bool IsQuotedOrOneWord(string bare, int end) =>
        bare[end] == '<' && ((bare[0] == '"' && bare.IndexOf('"', 1) is var close && close > 0 && close < end) || !bare.AsSpan(0, end).Trim().Contains(' '));

    private static int FirstVerb(string text)
    {
        foreach (var (start, length) in new Words(text))
        {
            if (AttributionWords.IsVerb(text.AsSpan(start, length)))
            {
                return start;
            }
        }

        return -1;
    }
}
