namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <param name="Start">Where it begins in the line.</param>
internal readonly record struct FoundAddress(string Address, int Start, int End);

/// <summary>Addresses in running text, in one pass.</summary>
internal static class AddressScan
{
    private const int MostLocalPart = 128;

    private const int MostDomain = 255;

    public static IEnumerable<FoundAddress> All(string line)
    {
        var from = 0;
        while (from < line.Length && line.IndexOf('@', from) is >= 0 and var at)
        {
            var start = at;
            while (start > from && at - start <= MostLocalPart && IsOfLocalPart(line[start - 1]))
            {
                start--;
            }

            var end = at + 1;
            while (end < line.Length && end - at <= MostDomain && IsOfDomain(line[end]))
            {
                end++;
            }

            var domainEnd = end;
            while (domainEnd > at + 1 && line[domainEnd - 1] is '.' or '-')
            {
                domainEnd--;
            }

            if (start < at && domainEnd > at + 1)
            {
                yield return new FoundAddress(line[start..domainEnd], start, domainEnd);
            }

            from = end;
        }
    }

    private static bool IsOfLocalPart(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || "._-+=%!#$&~/{}|^".Contains(letter, StringComparison.Ordinal);

    private static bool IsOfDomain(char letter) => char.IsLetterOrDigit(letter) || letter is '.' or '-';
}
