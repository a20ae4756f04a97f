using System.Buffers;
using Helpdesk.EmailIngest.Reading.Characters;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>
/// Whom a notice in plain words is about. Formats are many, places are few: an address begins its line, or follows a word such as "recipient" or a reply
/// of SMTP. Only where there is none of these does any other address count.
/// </summary>
internal sealed class NoticeRecipients
{
    private const int MostLines = 500;

    private const int MostRecipients = 100;

    private const int MostDiagnosticLines = 10;

    private const int MostDiagnostic = 1_000;

    private static readonly PhraseSet Contacts =
        new("contact", "assistance", "questions", "please ", "sender", "mail from", "from:", "envelope-from", "mailto", "support", "you (");

    private static readonly PhraseSet Labels = new(
        "recipient", "rcpt to", "deliver to", "delivered to", "delivery to", "deliver message to", "deliver mail to", "deliver your mail to", "message to",
        "mail to", "undeliverable to", "userid", "address", "user ", "user:", "mailbox is full", "rcpt:", "to:");

    private static readonly SearchValues<char> InReplies = SearchValues.Create("0123456789 .-<:>\t");

    private static readonly char[] Around = ['<', '>', ':', '"', '.', ' ', '\t', '[', ']', ')'];

    private readonly IReadOnlyList<string> _lines;

    private readonly HashSet<string> _excluded;

    private readonly Dictionary<string, int> _leading = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, int> _labelled = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, int> _others = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where each recipient's words begin.</summary>
    private readonly Dictionary<int, string> _leads = [];

    private readonly Lazy<string?> _refusal;

    private readonly Lazy<string?> _status;

    private NoticeRecipients(NoticeText notice, IEnumerable<string> notified)
    {
        _lines = notice.Lines;
        _refusal = new Lazy<string?>(Refusal);
        _status = new Lazy<string?>(() => StatusCodes.Of(notice.Flat));
        _excluded = new HashSet<string>(notified, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Math.Min(_lines.Count, MostLines); i++)
        {
            NoteLine(i);
        }
    }

    /// <param name="notified">Who got the notice wrote the mail, and is not whom it failed to reach.</param>
    /// <param name="stated">From the headers; these are believed.</param>
    public static IReadOnlyList<BouncedRecipient> Of(NoticeText notice, IReadOnlyCollection<string> notified, IReadOnlyList<string> stated)
    {
        var found = new NoticeRecipients(notice, notified);
        IReadOnlyList<string> addresses = stated.Count > 0 ? stated : found.Best();
        return [.. addresses.Take(MostRecipients).Select(address => found.Recipient(address))];
    }

    private List<string> Best()
    {
        foreach (var places in (Dictionary<string, int>[])[_leading, _labelled, _others])
        {
            var addresses = places.OrderBy(place => place.Value).Select(place => place.Key).Where(address => !_excluded.Contains(address)).ToList();
            if (addresses.Count > 0)
            {
                return addresses;
            }
        }

        return [.. _leading.Keys];
    }

    /// <summary>Where a recipient has no words of its own that say why, the first that do are for all.</summary>
    private BouncedRecipient Recipient(string address)
    {
        var own = Place(address) is { } place ? Diagnostic(place, address) : null;
        var diagnostic = StatusCodes.Of(own) is null && _refusal.Value is { } refusal ? refusal : own;
        return new BouncedRecipient(address, "failed", StatusCodes.Of(diagnostic) ?? _status.Value, diagnostic);
    }

    private string? Refusal() =>
        _lines.Take(MostLines).FirstOrDefault(line => StatusCodes.Reply(line) is not null || StatusCodes.Enhanced(line) is ['4' or '5', ..]) is { } line
            ? Phrases.Flat(line, MostDiagnostic)
            : null;

    private int? Place(string address) =>
        _leading.TryGetValue(address, out var place) || _labelled.TryGetValue(address, out place) || _others.TryGetValue(address, out place) ? place : null;

    private void NoteLine(int number)
    {
        var line = _lines[number];
        foreach (var found in AddressScan.All(line))
        {
            var before = line.AsSpan(0, found.Start);
            var places = before.Trim("<>\"'*-•[( \t").IsEmpty && !FollowsSender(number) ? _leading
                : Contacts.IsIn(before) ? null
                : IsReply(before) || Labels.IsIn(before) ? _labelled
                : _others;
            places?.TryAdd(found.Address, number);
            if (places == _leading)
            {
                _leads.TryAdd(number, found.Address);
            }
        }
    }

    /// <summary>Exim: <c>A message sent by</c>, and then who wrote it.</summary>
    private bool FollowsSender(int number)
    {
        var before = number - 1;
        while (before >= 0 && _lines[before].Length == 0)
        {
            before--;
        }

        return before >= 0 && _lines[before].EndsWith("sent by", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsReply(ReadOnlySpan<char> before) => before.Trim(" <.-:>").Length is >= 3 and <= 12 && !before.ContainsAnyExcept(InReplies);

    /// <summary>The rest of the line and what follows, up to a blank line or the next address.</summary>
    private string? Diagnostic(int number, string address)
    {
        var line = _lines[number];
        var end = line.IndexOf(address, StringComparison.OrdinalIgnoreCase) + address.Length;
        var isReply = IsReply(line.AsSpan(0, end - address.Length));
        List<string> words = [isReply ? line : line[end..].Trim(Around)];
        for (var next = number + 1; next < _lines.Count && words.Count < MostDiagnosticLines && !isReply; next++)
        {
            if (_lines[next].Length == 0 || (_leads.TryGetValue(next, out var other) && !other.Equals(address, StringComparison.OrdinalIgnoreCase)))
            {
                break;
            }

            words.Add(_lines[next]);
        }

        var diagnostic = Phrases.Flat(string.Join(' ', words), MostDiagnostic);
        return diagnostic.AsSpan().ContainsAnyInRange('0', '9') || diagnostic.Any(char.IsLetter) ? diagnostic : null;
    }
}
