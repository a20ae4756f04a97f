using Helpdesk.EmailIngest.Ledger;
using Helpdesk.EmailIngest.Mailboxes;
using Helpdesk.Engine.Texts;

namespace Helpdesk.EmailIngest.Pages;

/// <summary>A mailbox in the list.</summary>
/// <param name="State">Null until it was looked at for the first time.</param>
internal sealed record MailboxLine(Mailbox Mailbox, MailboxState? State);

/// <summary>The mailboxes, how they go, and what became of all that came.</summary>
internal sealed class MailboxesModel(MailboxReader mailboxes, MailBook book, Words words) : MailPage(words)
{
    public IReadOnlyList<MailboxLine> Lines { get; private set; } = [];

    public MailCounts Counts { get; private set; } = MailCounts.None;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var states = await mailboxes.StatesAsync(cancellationToken);
        Lines = [.. (await mailboxes.ListAsync(cancellationToken)).Select(mailbox => new MailboxLine(mailbox, states.GetValueOrDefault(mailbox.Id)))];
        Counts = await book.CountAsync(cancellationToken);
    }
}
