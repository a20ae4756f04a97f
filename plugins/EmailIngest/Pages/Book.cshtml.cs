using System.Globalization;
using System.Text.Json;
using Helpdesk.EmailIngest.Ledger;
using Helpdesk.Engine.Texts;

namespace Helpdesk.EmailIngest.Pages;

/// <summary>The book of all mails that came.</summary>
internal sealed class BookModel(MailBook book, Words words) : MailPage(words)
{
    private const int Size = 50;

    public IReadOnlyList<MailRecord> Records { get; private set; } = [];

    public MailOutcome? Outcome { get; private set; }

    /// <summary>Where older ones are; null for the last page.</summary>
    public string? Next { get; private set; }

    /// <summary>As in addresses and phrases: <c>new-ticket</c>.</summary>
    public static string NameOf(MailOutcome outcome) => JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString());

    public async Task OnGetAsync(string? outcome, long? before, CancellationToken cancellationToken)
    {
        Outcome = Enum.GetValues<MailOutcome>().Where(known => NameOf(known) == outcome).Select(known => (MailOutcome?)known).FirstOrDefault();
        var found = await book.ListAsync(Outcome, before, Size + 1, cancellationToken);
        Records = [.. found.Take(Size)];
        Next = found.Count <= Size ? null : string.Create(CultureInfo.InvariantCulture, $"/mail/book?outcome={(Outcome is { } only ? NameOf(only) : "")}&before={Records[^1].Id}");
    }
}
