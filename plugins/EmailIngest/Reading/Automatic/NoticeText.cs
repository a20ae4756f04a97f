using Helpdesk.EmailIngest.Reading.Characters;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>A notice as text: what the delivery system says, and then often what it gives back.</summary>
/// <param name="Flat">The system's words, on one line.</param>
/// <param name="Returned">Where the mail that came back begins, headers first.</param>
internal sealed record NoticeText(IReadOnlyList<string> Lines, string Flat, IReadOnlyList<string> Returned)
{
    /// <summary>No notice says more; what comes after is the mail that came back.</summary>
    private const int MostCharacters = 64_000;

    private const int MostLine = 2_000;

    private static readonly PhraseSet Announcements = new(
        "below this line is a copy", "is a copy of the message", "copy of the original message", "copy of your message follows", "original message follows",
        "message headers follow", "message header follows", "copy of the message header", "header of the original message is", "unsent message follows",
        "undelivered message follows", "text of your message follows", "returned message follows", "original mail follows");

    /// <summary>Within a sentence these say nothing.</summary>
    private static readonly HashSet<string> Titles = new(StringComparer.OrdinalIgnoreCase)
    {
        "original message", "original mail info", "original message headers", "original headers", "original message header", "returned message",
        "unsent message", "undelivered message", "message headers", "message header", "original mail", "header of message", "ursprüngliche nachricht",
        "message d'origine", "mensaje original", "mensagem original", "messaggio originale", "исходное сообщение",
    };

    private static readonly string[] FirstHeaders =
    [
        "Received", "Return-Path", "Message-ID", "MIME-Version", "DKIM-Signature", "DomainKey-Signature", "X-Received", "ARC-Seal", "Delivered-To",
        "X-Originating-IP", "X-Google-Smtp-Source",
    ];

    public bool HasReturned => Returned.Count > 0;

    public static NoticeText Of(string text)
    {
        var lines = LinesOf(text);
        var end = lines.FindIndex(BeginsReturned);
        var own = end < 0 ? lines : lines[..end];
        return new NoticeText(own, Phrases.Flat(string.Join('\n', own), MostCharacters), end < 0 ? [] : lines[end..]);
    }

    public static List<string> LinesOf(string text)
    {
        List<string> lines = [];
        foreach (var line in text.AsSpan(0, Math.Min(text.Length, MostCharacters)).EnumerateLines())
        {
            lines.Add(line[..Math.Min(line.Length, MostLine)].TrimEnd().ToString());
        }

        return lines;
    }

    private static bool BeginsReturned(string line) => IsFirstHeader(line) || IsAnnouncement(line);

    private static bool IsFirstHeader(string line) =>
        line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        && Array.Exists(FirstHeaders, name => line.AsSpan(0, colon).TrimEnd().Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A line of its own, most often between dashes.</summary>
    private static bool IsAnnouncement(string line)
    {
        var words = line.AsSpan().Trim("-=_*#<> \t.:");
        return words.Length is >= 12 and <= 80 && (Titles.GetAlternateLookup<ReadOnlySpan<char>>().Contains(words) || Announcements.IsIn(words));
    }
}
