using Helpdesk.EmailIngest.Reading;
using Helpdesk.Engine.Channels.Inbound;

namespace Helpdesk.EmailIngest.Taking;

/// <summary>
/// Whether a server that is trusted says that the mail is from the domain in From. Only its topmost field counts: what stands below may have
/// come with the mail (RFC 8601 §5, §7.1). DMARC is believed before SPF and DKIM, which count only for the very domain (RFC 7489 §3.1).
/// </summary>
internal static class SenderProof
{
    public static InboundProof Of(ReadMail mail, IReadOnlySet<string> trustedServers)
    {
        if (trustedServers.Count == 0 || mail.From is not { } from || mail.Authentication.FirstOrDefault(result => trustedServers.Contains(result.Server)) is not { } first)
        {
            return InboundProof.None;
        }

        var domain = DomainOf(from.Address);
        var results = mail.Authentication.Where(result => result.Field == first.Field).ToList();
        var dmarc = results.Find(result => result.Method == "dmarc" && (result.Domain is null || result.Domain == domain));
        if (dmarc?.Result is "pass" or "fail")
        {
            return dmarc.Result == "pass" ? InboundProof.Passed : InboundProof.Failed;
        }

        if (results.Exists(result => result.Method is "dkim" or "spf" && result.Result == "pass" && IsAligned(result.Domain, domain)))
        {
            return InboundProof.Passed;
        }

        // SPF alone breaks where mail is forwarded; without any signature that holds there is nothing left to believe.
        return results.Exists(result => result is { Method: "spf", Result: "fail" or "hardfail" }) && !results.Exists(result => result is { Method: "dkim", Result: "pass" })
            ? InboundProof.Failed
            : InboundProof.None;
    }

    /// <summary>What those servers said, for people; null where none has said anything.</summary>
    public static string? InWords(ReadMail mail, IReadOnlySet<string> trustedServers)
    {
        if (trustedServers.Count == 0 || mail.Authentication.FirstOrDefault(result => trustedServers.Contains(result.Server)) is not { } first)
        {
            return null;
        }

        var said = mail.Authentication.Where(result => result.Field == first.Field).Select(result => $"{result.Method}={result.Result}{(result.Domain is { } domain ? $" ({domain})" : "")}");
        return $"{first.Server}: {string.Join(", ", said)}";
    }

    /// <summary>The same, or one below the other (relaxed alignment); never by a suffix that is shared by all the world.</summary>
    private static bool IsAligned(string? shown, string from) =>
        shown is { Length: > 0 } && (shown == from || from.EndsWith("." + shown, StringComparison.Ordinal) || shown.EndsWith("." + from, StringComparison.Ordinal)) && shown.Contains('.', StringComparison.Ordinal);

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();
}
