namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>A last paragraph of a name, addresses and telephone numbers, without any delimiter or closing above.</summary>
internal static class ContactBlock
{
    private const int MostLines = 9;
    private const int LongestLine = 70;

    private static readonly string[] Labels =
    [
        "tel", "phone", "mobile", "mobil", "cell", "fax", "skype", "e-mail", "email", "mail", "web", "www", "t.", "f.", "m.", "t:", "f:", "m:", "e:", "w:",
        "p:", "o:", "d:", "tél", "téléphone", "portable", "telefon", "telefoon", "handy", "teléfono", "móvil", "telefone", "telefono", "cellulare", "puh",
        "gsm", "тел", "моб", "電話", "携帯", "电话", "手机", "전화", "linkedin", "twitter", "whatsapp", "facebook", "vcard", "direct", "office",
    ];

    public static int? StartOf(IReadOnlyList<TextLine> lines, List<int> tail, int start)
    {
        var at = StartOfParagraph(tail, tail.Count - 1);
        while (at > 0 && GoesOnAbove(lines, tail, at))
        {
            at = StartOfParagraph(tail, at - 1);
        }

        // The block has to stand for itself, under the end of a sentence: "my address is:" is answered by such a block.
        var block = tail[at..];
        if (block.Count is < 2 or > MostLines || block[0] == 0 || !lines[block[0] - 1].IsBlank)
        {
            return null;
        }

        var above = TextLines.PreviousFilled(lines, block[0] - 1);
        return above >= start && !lines[above].IsQuoted && EndsSentence(lines[above].Content) && IsBlock(lines, block) ? block[0] : null;
    }

    private static int StartOfParagraph(List<int> tail, int at)
    {
        while (at > 0 && tail[at - 1] == tail[at] - 1)
        {
            at--;
        }

        return at;
    }

    /// <summary>An empty line may part a name from its numbers, and these from each other.</summary>
    private static bool GoesOnAbove(IReadOnlyList<TextLine> lines, List<int> tail, int at)
    {
        var above = tail[StartOfParagraph(tail, at - 1)..at];
        return IsContact(lines[tail[at]].Content)
            && (above.TrueForAll(line => IsContact(lines[line].Content)) || (above.Count <= 3 && above.TrueForAll(line => IsName(lines[line].Content))));
    }

    /// <summary>Nothing but an e-mail address, a telephone number, a link, or one of these with its label.</summary>
    public static bool IsContact(string content)
    {
        if (content.Length > LongestLine)
        {
            return false;
        }

        var words = content.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length <= 3 && words.Any(word => word.Contains('@', StringComparison.Ordinal) ? LineSignReader.HasAddress(word) : IsLink(word)))
        {
            return true;
        }

        var digits = content.Count(char.IsAsciiDigit);
        var others = content.Count(character => char.IsLetter(character));
        return (digits >= 6 && others <= 2)
            || (IsLabelled(content) && (digits >= 6 || (digits == 0 && words.Length <= 3 && content.Contains(':', StringComparison.Ordinal))));
    }

    private static bool IsBlock(IReadOnlyList<TextLine> lines, List<int> block)
    {
        var contacts = block.Count(line => IsContact(lines[line].Content));
        return block.TrueForAll(line => lines[line].Content.Length <= LongestLine && SignatureFinder.IsOfSignature(lines[line].Content))
            && IsName(lines[block[0]].Content)
            && (contacts >= 2 || (contacts == 1 && block.Count is 2 or 3 && IsContact(lines[block[^1]].Content)));
    }

    // Titles follow the name: "John Doe, Ph.D."
    private static bool IsName(string content) => LineSignReader.IsName(content.Split(',', 2)[0]);

    private static bool EndsSentence(string content) => content[^1] is '.' or '!' or '?' or '。' or '！' or '？' or '…' or ')' or ',' || Closings.Is(content);

    private static bool IsLink(string word) =>
        word.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || word.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || word.StartsWith("www.", StringComparison.OrdinalIgnoreCase);

    private static bool IsLabelled(string content) => Array.Exists(Labels, label => content.StartsWith(label, StringComparison.OrdinalIgnoreCase));
}
