using System.Collections.Frozen;
using System.Globalization;
using Helpdesk.EmailIngest.Ledger;
using Helpdesk.EmailIngest.Mailboxes;
using Helpdesk.EmailIngest.Reading;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.EmailIngest.Pages;

/// <summary>One mail of the book: what became of it and why, what is in it as plain text, and what can be done about it.</summary>
internal sealed class MailModel(MailBook book, MailboxReader mailboxes, IDeskReader desk, Words words) : MailPage(words)
{
    private const int LongestPreview = 20_000;

    /// <summary>What is larger is not read only to be looked at.</summary>
    private const long LargestPreview = 10 << 20;

    /// <summary>The rules that have words; others are the desk's own refusals, such as a plugin's hook.</summary>
    private static readonly FrozenSet<string> Sentences = FrozenSet.ToFrozenSet(
    [
        "reply-token", "sent-message-id", "received-message-id", "subject-number", "late-parent", "stranger", "forged-sender", "added", "anybody", "domain", "not-added", "no-sender", "auto-reply", "automatic",
        "automatic-subject", "no-ticket", "account-closed", "staff", "staff-unproven", "forwarded", "own-message-id", "own-address", "own-domain", "complaint", "read-receipt", "bounce", "delivery-report", "not-our-mail",
        "answers-are-off", "too-many", "same-message", "same-message-elsewhere", "message-id-reused", "too-large", "ordered", "bytes-missing", "mailbox-gone", "fault",
    ]);

    public MailRecord Record { get; private set; } = null!;

    public string? Text { get; private set; }

    public IReadOnlyList<string> Files { get; private set; } = [];

    /// <summary>The number of the ticket that it is on, where the reader may see it.</summary>
    public string? Ticket { get; private set; }

    /// <summary>The rules that decided, by their names and in words.</summary>
    public IReadOnlyList<(string Name, string Sentence)> Reasons =>
        [.. Record.Because.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => (name, Sentences.Contains(name) ? Words[$"email-ingest.because.{name}"] : ""))];

    public bool HasBytes => Record.Raw.Length > 0;

    public bool MayRetry => HasBytes && Record.Outcome == MailOutcome.Quarantine;

    public bool MayBecomeTicket => HasBytes && Record.Outcome is MailOutcome.Quarantine or MailOutcome.Held or MailOutcome.Refused or MailOutcome.Ignore;

    public bool MayDrop => Record is { Outcome: MailOutcome.Quarantine, DroppedAt: null };

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (await book.FindAsync(id, cancellationToken) is not { } record)
        {
            return NotFound();
        }

        Record = record;
        Ticket = record.TicketId is { } ticketId ? (await desk.FindTicketAsync(ticketId, HttpContext.Actor(), cancellationToken))?.Number : null;
        await PreviewAsync(cancellationToken);
        return Page();
    }

    /// <summary>As it came, to be saved: a browser never shows it.</summary>
    public async Task<IActionResult> OnGetOriginalAsync(long id, CancellationToken cancellationToken) =>
        await book.FindAsync(id, cancellationToken) is { } record && book.Open(record) is { } bytes
            ? File(bytes, "message/rfc822", $"mail-{record.Id.ToString(CultureInfo.InvariantCulture)}.eml")
            : NotFound();

    public Task<IActionResult> OnPostAgainAsync(long id, CancellationToken cancellationToken) =>
        DoneAsync(id, "email-ingest.again-done", () => book.OrderAsync(id, InboundOrder.Again, cancellationToken));

    public Task<IActionResult> OnPostTicketAsync(long id, CancellationToken cancellationToken) =>
        DoneAsync(id, "email-ingest.make-ticket-done", () => book.OrderAsync(id, InboundOrder.AsTicket, cancellationToken));

    public Task<IActionResult> OnPostDropAsync(long id, CancellationToken cancellationToken) =>
        DoneAsync(id, "email-ingest.drop-done", () => book.DropAsync(id, cancellationToken));

    private async Task<IActionResult> DoneAsync(long id, string notice, Func<Task> work)
    {
        await work();
        TempData.Notify(Words[notice]);
        return Redirect($"/mail/book/{id.ToString(CultureInfo.InvariantCulture)}");
    }

    private async Task PreviewAsync(CancellationToken cancellationToken)
    {
        if (Record.Size > LargestPreview || book.Open(Record) is not { } bytes)
        {
            return;
        }

        await using (bytes)
        {
            var rules = await mailboxes.RulesAsync(Record.MailboxId, cancellationToken);
            var mail = MailReader.Read(bytes, new ReadingOptions(rules?.FallbackCharset ?? "windows-1252"));
            Text = mail.Text.Length > LongestPreview ? mail.Text[..LongestPreview] + "…" : mail.Text;
            Files = [.. mail.Attachments.Select(file => file.Name)];
        }
    }
}
