using System.Text.RegularExpressions;

namespace Helpdesk.EmailIngest.Reading.Headers;

/// <summary>What might lead to a ticket: a hint for the rules of the mailbox, never a permission (LM1).</summary>
internal static partial class TicketTokens
{
    /// <summary>A number in the subject.</summary>
    public const string Subject = "subject";

    /// <summary>What stands behind the plus of an address that it came to (RFC 5233).</summary>
    public const string Address = "replyTo";

    private const int MostOfAKind = 20;

    private const int MostBodyCharacters = 20_000;

    public static IReadOnlyList<TicketTokenCandidate> Find(string subject, IEnumerable<string> addresses, IEnumerable<string> ids, string body)
    {
        var found = new List<TicketTokenCandidate>();
        Add(found, Subject, Numbers(InSubject(), subject));
        Add(found, Address, addresses.Where(a => a.Contains('+', StringComparison.Ordinal)).Select(a => InAddress().Match(a)).Where(m => m.Success).Select(m => m.Groups["value"].Value.ToLowerInvariant()));
        Add(found, "references", ids.Where(i => InId().IsMatch(i)));
        Add(found, "body", Numbers(InBody(), body.Length > MostBodyCharacters ? body[..MostBodyCharacters] : body));
        return found;
    }

    /// <summary>A hash stands before each, and in most texts there is none.</summary>
    private static IEnumerable<string> Numbers(Regex places, string text) =>
        text.Contains('#', StringComparison.Ordinal) ? places.Matches(text).Select(m => m.Groups["value"].Value) : [];

    private static void Add(List<TicketTokenCandidate> found, string where, IEnumerable<string> values) =>
        found.AddRange(values.Distinct(StringComparer.Ordinal).Take(MostOfAKind).Select(v => new TicketTokenCandidate(where, v)));

    [GeneratedRegex(
        @"(?:\[#[ ]?(?<value>[A-Za-z0-9-]{1,32})\])|(?:(?:^|[\s(:,])#(?<value>\d{1,19})(?:$|[\s),.:;!?]))",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex InSubject();

    [GeneratedRegex(@"\+(?<value>[A-Za-z2-7]{26})@[^@\s]+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex InAddress();

    [GeneratedRegex(@"^[0-9a-f]{1,16}(?:\.[0-9a-f]{20})?\.[A-Za-z0-9-]{1,40}@[^@\s]+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex InId();

    [GeneratedRegex(@"\[(?:[\p{L}\p{N} ._-]{0,40}[ ]?)?#[ ]?(?<value>[A-Za-z0-9-]{1,32})\]", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex InBody();
}
