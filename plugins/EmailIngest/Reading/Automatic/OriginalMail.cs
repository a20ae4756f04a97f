using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>The mail that came back, as far as a notice shows it.</summary>
/// <param name="Recipients">Whom it was to.</param>
internal sealed record OriginalMail(string? MessageId, IReadOnlyList<string> Recipients)
{
    private const int MostRecipients = 20;

    private const int MostLines = 1_000;

    /// <param name="reported">What the report itself says, if it does.</param>
    public static OriginalMail Of(Evidence mail, string? reported)
    {
        // Headers alone come as a mail without a body where the parser knows their type, else as text.
        var returned = mail.Parts.Returned ?? mail.Parts.ReturnedHeaders as MessagePart;
        var (id, recipients) = returned?.Message is { } message ? OfMessage(message) : OfLines(ReturnedLines(mail));
        id ??= reported ?? OfLines(mail.Notice.Lines).MessageId ?? Answered(mail);
        return new OriginalMail(id, recipients);
    }

    /// <summary>Between angle brackets; some have lost theirs.</summary>
    public static string? IdIn(string value)
    {
        var (open, close) = (value.IndexOf('<', StringComparison.Ordinal), value.IndexOf('>', StringComparison.Ordinal));
        var id = open >= 0 && close > open ? value[(open + 1)..close].Trim() : value.Trim();
        return id.Length is > 0 and <= 998 && !id.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || char.IsSurrogate(letter)) ? id : null;
    }

    private static IReadOnlyList<string> ReturnedLines(Evidence mail) =>
        mail.Parts.ReturnedHeaders is MimePart part ? NoticeText.LinesOf(PartText.Of(part)) : mail.Notice.Returned;

    private static (string? MessageId, IReadOnlyList<string> Recipients) OfMessage(MimeMessage returned)
    {
        IReadOnlyList<string> recipients =
            [.. returned.To.Mailboxes.Take(MostRecipients).Select(box => box.Address).Where(address => address.Contains('@', StringComparison.Ordinal))];
        return (HeaderValues.First(returned.Headers, "Message-ID") is { } id ? IdIn(id) : null, recipients);
    }

    private static (string? MessageId, IReadOnlyList<string> Recipients) OfLines(IReadOnlyList<string> lines)
    {
        string? id = null;
        IReadOnlyList<string> recipients = [];
        for (var i = 0; i < Math.Min(lines.Count, MostLines); i++)
        {
            var line = lines[i].TrimStart(' ', '\t', '>');
            if (id is null && line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))
            {
                // Long ids are folded onto the next line.
                id = IdIn(line["Message-ID:".Length..]) ?? (i + 1 < lines.Count ? IdIn(lines[i + 1]) : null);
            }
            else if (recipients.Count == 0 && line.StartsWith("To:", StringComparison.OrdinalIgnoreCase))
            {
                recipients = [.. AddressScan.All(line).Take(MostRecipients).Select(found => found.Address)];
            }
        }

        return (id, recipients);
    }

    /// <summary>Some providers thread their notices with what came back.</summary>
    private static string? Answered(Evidence mail) => mail.Headers.First("In-Reply-To") is { } answered ? IdIn(answered) : null;
}
