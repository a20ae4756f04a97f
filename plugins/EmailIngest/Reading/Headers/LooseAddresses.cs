namespace Helpdesk.EmailIngest.Reading.Headers;

/// <summary>Where the grammar gives up: words that contain an @, and what stands before them as their names.</summary>
internal static class LooseAddresses
{
    public static IEnumerable<MailAddress> In(string field, HeaderText text)
    {
        foreach (var piece in Pieces(field))
        {
            if ((Angled(piece, text) ?? Bare(piece, text)) is { } address)
            {
                yield return address;
            }
        }
    }

    /// <summary>How many mailboxes a field can have at most: one more than it has separators.</summary>
    public static int Count(string field) => Pieces(field).Count();

    /// <summary>A comma between quotes separates nothing; a quote that never ends quotes nothing.</summary>
    private static IEnumerable<string> Pieces(string field)
    {
        var (start, at) = (0, 0);
        while (at < field.Length)
        {
            if (field[at] == '"' && field.IndexOf('"', at + 1) is var end and > 0)
            {
                at = end;
            }
            else if (field[at] is ',' or ';')
            {
                yield return field[start..at];
                start = at + 1;
            }

            at++;
        }

        yield return field[start..];
    }

    /// <summary>The last pair of brackets counts: what stands before it, though it look like an address, is the name (scenario 17).</summary>
    private static MailAddress? Angled(string piece, HeaderText text)
    {
        var open = piece.LastIndexOf('<');
        if (open < 0)
        {
            return null;
        }

        var close = piece.IndexOf('>', open);
        return Made(piece[..open], piece[(open + 1)..(close < 0 ? piece.Length : close)], text);
    }

    private static MailAddress? Bare(string piece, HeaderText text)
    {
        var at = piece.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0)
        {
            return null;
        }

        var start = piece.LastIndexOfAny([' ', '\t', '<', '"', '(', ':', '\r', '\n'], at) + 1;
        var end = piece.IndexOfAny([' ', '\t', '>', '"', ')', '\r', '\n'], at);
        return Made(piece[..start], piece[start..(end < 0 ? piece.Length : end)], text);
    }

    private static MailAddress? Made(string name, string address, HeaderText text)
    {
        var bare = address.Trim();
        bare = bare.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? bare[7..] : bare;
        var at = bare.LastIndexOf('@');
        return at > 0 && at < bare.Length - 1 && !bare.Any(char.IsWhiteSpace) ? AddressReader.Made(text.Of(name.Trim().Trim('"', '<', '(', ':')), bare) : null;
    }
}
