using System.Globalization;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>Codes of RFC 3463 and replies of RFC 5321 in the words of a mail server.</summary>
internal static class StatusCodes
{
    private const int MostSubject = 7;

    /// <summary>The first code such as <c>5.1.1</c>; version numbers and network addresses look much like one.</summary>
    public static string? Enhanced(string text)
    {
        for (var at = 0; at + 4 < text.Length; at++)
        {
            if (text[at] is '2' or '4' or '5' && text[at + 1] == '.' && IsBoundary(text, at - 1) && EndOfCode(text, at) is var end && end > 0)
            {
                return text[at..end];
            }
        }

        return null;
    }

    /// <summary>Of the reply that refuses: 4xx or 5xx.</summary>
    public static int? Reply(string text)
    {
        for (var at = 0; at + 2 < text.Length; at++)
        {
            if (text[at] is '4' or '5' && text[at + 1] is >= '0' and <= '7' && char.IsAsciiDigit(text[at + 2])
                && IsReplyStart(text, at) && (at + 3 == text.Length || text[at + 3] is ' ' or '-' or ':' or ',' or ';' or '.' or ')' or '\'' or '>'))
            {
                return int.Parse(text.AsSpan(at, 3), NumberStyles.None, CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    /// <summary>The server's own code, else what its words mean, else only whether it is for good.</summary>
    public static string? Of(string? diagnostic)
    {
        if (string.IsNullOrEmpty(diagnostic))
        {
            return null;
        }

        if (Enhanced(diagnostic) is { } code && code[0] is not '2')
        {
            return code;
        }

        var reply = Reply(diagnostic);
        var meaning = RefusalMeanings.Of(diagnostic);
        return (reply, meaning) switch
        {
            ({ } number, { } status) => string.Create(CultureInfo.InvariantCulture, $"{number / 100}{status.AsSpan(1)}"),
            ({ } number, null) => string.Create(CultureInfo.InvariantCulture, $"{number / 100}.0.0"),
            _ => meaning,
        };
    }

    private static int EndOfCode(string text, int at)
    {
        var subject = Digits(text, at + 2);
        var detail = subject > at + 2 && subject < text.Length && text[subject] == '.' ? Digits(text, subject + 1) : -1;
        if (detail <= subject + 1 || int.Parse(text.AsSpan(at + 2, subject - at - 2), NumberStyles.None, CultureInfo.InvariantCulture) > MostSubject)
        {
            return -1;
        }

        var goesOn = detail < text.Length
            && (char.IsAsciiLetterOrDigit(text[detail]) || (text[detail] == '.' && detail + 1 < text.Length && char.IsAsciiDigit(text[detail + 1])));
        return goesOn ? -1 : detail;
    }

    private static int Digits(string text, int from)
    {
        var at = from;
        while (at < text.Length && at - from < 3 && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsBoundary(string text, int at) => at < 0 || !(char.IsAsciiLetterOrDigit(text[at]) || text[at] is '.' or '@' or '/');

    /// <summary>Not within a name, an id, an address or an amount.</summary>
    private static bool IsReplyStart(string text, int at) => at == 0 || text[at - 1] is ' ' or ':' or '\'' or '"' or '<' or '(' or '[' or '-' or '\t';
}
