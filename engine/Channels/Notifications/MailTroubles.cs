using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>Keeps the book of addresses that mail comes back from.</summary>
internal static class MailTroubles
{
    private const string NoAddress = "5.1.";
    private const string Disabled = "5.2.1";

    public static Task<bool> IsStoppedAsync(DeskTables tables, string foldedAddress, CancellationToken cancellationToken) =>
        tables.MailTroubles.AnyAsync(t => t.FoldedAddress == foldedAddress && t.StoppedAt != null, cancellationToken);

    /// <summary>
    /// What a message from outside says of it. A report counts for the very address that the mail of ours went to, whomever it names: nobody else can know that
    /// mail's id, so nobody can stop another's mail. Whoever writes has her address again.
    /// </summary>
    public static async Task NoteAsync(UnitOfWork unit, InboundMessage message, CancellationToken cancellationToken)
    {
        if (message is { Nature: InboundNature.Person, Proof: not InboundProof.Failed, From: { } from })
        {
            var address = Person.Fold(from.Address);
            await unit.Desk.MailTroubles.Where(t => t.FoldedAddress == address).ExecuteDeleteAsync(cancellationToken);
        }
        else if (message is { Nature: InboundNature.Bounce, AboutMessageId: { } id }
            && await unit.Desk.AllMail.Where(m => m.MessageId == id && m.TicketId != null).Select(m => new { m.Id, m.FoldedAddress }).FirstOrDefaultAsync(cancellationToken) is { } mail)
        {
            var trouble = await unit.Desk.MailTroubles.FindAsync([mail.FoldedAddress], cancellationToken);
            if (trouble is null)
            {
                trouble = new MailTrouble(mail.FoldedAddress);
                unit.Desk.MailTroubles.Add(trouble);
            }

            var failure = message.Failures.FirstOrDefault(f => Person.Fold(f.Address) == mail.FoldedAddress) ?? (message.Failures is [var first, ..] ? first : null);
            trouble.CameBack(
                mail.Id,
                StorableText.Beginning($"{failure?.Status} {failure?.Diagnostic}".Trim(), MailTrouble.LongestReason),
                failure?.IsForGood ?? false,
                failure is not null && (failure.Status.StartsWith(NoAddress, StringComparison.Ordinal) || failure.Status == Disabled),
                unit.Now);
        }
    }
}
