namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>Finds dates and times by their figures: their words are of too many languages.</summary>
internal static class DateSigns
{
    // RFC 5321 section 4.5.3.1.1.
    private const int LongestLocalPart = 64;

    public static LineSigns Read(string text)
    {
        var signs = LineSigns.None;
        var i = 0;
        while (i < text.Length)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
            {
                i++;
            }

            signs |= Figure(text, start, i);
        }

        return signs;
    }

    private static LineSigns Figure(string text, int start, int end)
    {
        var signs = LineSigns.None;
        var length = end - start;
        var isOfWord = (start > 0 && (char.IsAsciiLetter(text[start - 1]) || text[start - 1] is '+' or '_')) || IsOfAddressAt(text, end);
        if (length == 4 && !isOfWord && text.AsSpan(start, 2) is "19" or "20" or "25" or "14")
        {
            signs |= LineSigns.Date;
        }

        if (length <= 2 && !isOfWord && IsShortDate(text, start, end))
        {
            signs |= LineSigns.Date;
        }

        if (end + 1 < text.Length && text[end] is '年' or '月' or '년' or '월')
        {
            signs |= LineSigns.Date;
        }

        if (length <= 2 && end < text.Length && IsTime(text, end))
        {
            signs |= LineSigns.Time;
        }

        return signs;
    }

    /// <summary>"12.5.2020", "5/12/20", but not "192.0.2.1".</summary>
    private static bool IsShortDate(string text, int start, int end)
    {
        if (end + 2 >= text.Length || text[end] is not ('.' or '/' or '-') || (start > 0 && text[start - 1] == text[end]))
        {
            return false;
        }

        var second = DigitsFrom(text, end + 1);
        var third = second > end + 1 && second < text.Length && text[second] == text[end] ? DigitsFrom(text, second + 1) : -1;
        var isFollowedByFourth = third > 0 && third + 1 < text.Length && text[third] == text[end] && char.IsAsciiDigit(text[third + 1]);
        return third > second + 1 && second - end <= 3 && !isFollowedByFourth;
    }

    private static int DigitsFrom(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsOfAddressAt(string text, int at)
    {
        var end = Math.Min(text.Length, at + LongestLocalPart);
        while (at < end && LineSignReader.IsOfAddress(text[at]))
        {
            at++;
        }

        return at < end && text[at] == '@';
    }

    private static bool IsTime(string text, int end)
    {
        if (text[end] is '時' or '点' or '點' or '시' or '时')
        {
            return true;
        }

        return text[end] is ':' or 'h' or 'H' or '：' or '.' && end + 2 < text.Length && char.IsAsciiDigit(text[end + 1]) && char.IsAsciiDigit(text[end + 2])
            && (end + 3 >= text.Length || !char.IsAsciiDigit(text[end + 3])) && (text[end] != '.' || end + 3 >= text.Length || text[end + 3] != '.');
    }
}
