namespace Helpdesk.EmailIngest.Reading.Headers;

/// <summary>Ids of mails in a field (RFC 5322 §3.6.4), also those that programs without much patience wrote.</summary>
internal static class MessageIds
{
    private const int MostIds = 100;

    private const int Longest = 998;

    private static readonly char[] Blanks = [' ', '\t', '\r', '\n', ',', ';'];

    /// <summary>In order, each once; of too many the newest, which stand last.</summary>
    public static IReadOnlyList<string> All(IEnumerable<string> fields)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ids = fields.SelectMany(Of).Where(seen.Add).ToList();
        return ids.Count > MostIds ? ids[^MostIds..] : ids;
    }

    /// <summary>The one id of a mail, whatever it looks like: answers will name it just so.</summary>
    public static string? First(string? field)
    {
        if (field is null)
        {
            return null;
        }

        if (Of(field).FirstOrDefault() is { } id)
        {
            return id;
        }

        var words = field.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        var bare = Compact(Array.Find(words, w => w.Contains('@', StringComparison.Ordinal)) ?? field).Trim('<', '>');
        return bare.Length is > 0 and <= Longest ? bare : null;
    }

    private static IEnumerable<string> Of(string field) => field.Contains('<', StringComparison.Ordinal) ? Bracketed(field) : Bare(field);

    private static IEnumerable<string> Bracketed(string field)
    {
        for (var at = field.IndexOf('<', StringComparison.Ordinal); at >= 0 && at < field.Length;)
        {
            var end = field.AsSpan(at + 1).IndexOfAny('<', '>');
            var inner = end < 0 ? field[(at + 1)..] : field.Substring(at + 1, end);
            var id = Compact(inner);
            if (id.Length is > 0 and <= Longest)
            {
                yield return id;
            }

            at = end < 0 ? -1 : field.IndexOf('<', at + 1 + end);
        }
    }

    /// <summary>Without brackets they are ids if all of them look it: the old "Message from him of Tuesday" (RFC 822 §4.6.2) names none.</summary>
    private static IEnumerable<string> Bare(string field)
    {
        var words = field.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        return Array.TrueForAll(words, LooksLikeOne) ? words.Select(Compact) : [];
    }

    private static bool LooksLikeOne(string word) => word.Length <= Longest && word.IndexOf('@', StringComparison.Ordinal) is var at && at > 0 && at < word.Length - 1;

    /// <summary>Folding may stand anywhere in an id that a program thought too long.</summary>
    private static string Compact(string id) => id.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c))
        ? string.Concat(id.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c)))
        : id;
}
