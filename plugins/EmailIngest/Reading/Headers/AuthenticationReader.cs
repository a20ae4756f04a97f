using Helpdesk.EmailIngest.Reading.Characters;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Headers;

/// <summary>
/// What servers say they have checked (RFC 8601), the topmost first; only that of a server one trusts means anything. Read
/// loosely, since large providers write it loosely: the server is the first word and nothing else.
/// </summary>
internal static class AuthenticationReader
{
    private const int MostFields = 50;

    private const int MostResults = 100;

    private const int LongestField = 16_384;

    public static IReadOnlyList<AuthenticationResult> Read(HeaderList headers, TextDecoder decoder, ReadingNotes notes)
    {
        var found = new List<AuthenticationResult>();
        foreach (var (number, header) in headers.Where(h => h.Id == HeaderId.AuthenticationResults).Take(MostFields).Index())
        {
            if (header.RawValue.Length > LongestField)
            {
                notes.Warn("header-invalid", "An Authentication-Results field is too long to be meant.");
                continue;
            }

            found.AddRange(Of(decoder.DecodeUndeclared(header.RawValue), number));
        }

        return found.Count > MostResults ? found[..MostResults] : found;
    }

    private static IEnumerable<AuthenticationResult> Of(string field, int number)
    {
        var parts = AuthenticationWords.Split(field);

        // Office 365 leaves the server out and begins with a result.
        var hasServer = parts.Count > 0 && parts[0].Count > 0 && !parts[0][0].Contains('=', StringComparison.Ordinal);
        var server = hasServer ? CleanText.OfLine(parts[0][0]).ToLowerInvariant() : "";
        if (hasServer)
        {
            parts[0].RemoveAt(0);
        }

        return parts.Select(words => Made(number, server, words)).OfType<AuthenticationResult>();
    }

    private static AuthenticationResult? Made(int field, string server, List<string> words)
    {
        var pairs = words.Select(Pair).Where(p => p.Value.Length > 0).ToList();
        var at = pairs.FindIndex(static p => IsMethod(p.Name));
        if (at < 0)
        {
            return null;
        }

        var (method, result) = pairs[at];
        return new AuthenticationResult(field, server, method.Split('/')[0].TrimEnd(), result.ToLowerInvariant(), Domain(method, pairs));
    }

    /// <summary>Not a property, and none of the words that providers put before and behind.</summary>
    private static bool IsMethod(string name) =>
        name is not ("" or "from" or "reason" or "action" or "client-ip" or "envelope-from" or "helo") && !name.Contains('.', StringComparison.Ordinal);

    private static (string Name, string Value) Pair(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? ("", "") : (CleanText.OfLine(word[..equals]).ToLowerInvariant(), CleanText.OfLine(word[(equals + 1)..]).Trim('"'));
    }

    private static string? Domain(string method, List<(string Name, string Value)> pairs)
    {
        string[] names = method switch
        {
            "spf" => ["smtp.mailfrom", "smtp.mail", "envelope-from", "smtp.helo", "helo"],
            "dmarc" => ["header.from", "from"],
            "dkim" or "domainkeys" or "dkim-adsp" => ["header.d", "header.i", "header.from", "header.sender", "from"],
            _ => ["header.d", "header.from", "smtp.mailfrom", "smtp.auth", "header.i"],
        };
        foreach (var name in names)
        {
            var value = pairs.Find(p => p.Name == name).Value?.Trim('<', '>', ' ') ?? "";
            var domain = value[(value.LastIndexOf('@') + 1)..].TrimEnd('.').ToLowerInvariant();
            if (domain.Length > 0)
            {
                return domain;
            }
        }

        return null;
    }
}
