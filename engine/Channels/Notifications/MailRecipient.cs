using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>Who gets a mail about a ticket, and what she may read in it.</summary>
/// <param name="Id">Null for an address that gets copies.</param>
/// <param name="Sight">What she sees of the ticket. Of a copy, all: which message it carries is the planner's to say, and never a note.</param>
internal sealed record MailRecipient(long? Id, string Name, string Address, string Language, bool IsStaff, Sight Sight)
{
    private const string Channel = "mail";

    public bool IsCopy => Id is null;

    /// <summary>Whether she has no account and gets in by the mail's link (row E9).</summary>
    public bool IsGuest { get; private init; }

    /// <summary>Whether mail to her only comes back.</summary>
    public bool IsStopped { get; private init; }

    /// <summary>Null when she may not, or may no longer, get such mail (LN6).</summary>
    public static Task<MailRecipient?> ReadAsync(DeskTables tables, SendMailArguments about, CancellationToken cancellationToken) =>
        about.CcId is { } cc ? CopyAsync(tables, cc, about.TicketId, cancellationToken) : PersonAsync(tables, about, cancellationToken);

    private static async Task<MailRecipient?> PersonAsync(DeskTables tables, SendMailArguments about, CancellationToken cancellationToken) =>
        await tables.People.Where(p => p.Id == about.RecipientId && p.DisabledAt == null)
            .Select(p => new { p.Id, p.Name, p.Address, p.Language, p.Role, p.IsGuest, IsStopped = tables.MailTroubles.Any(t => t.FoldedAddress == p.FoldedAddress && t.StoppedAt != null) })
            .FirstOrDefaultAsync(cancellationToken) is { } person
        && !(MailTemplateNames.IsForStaff(about.Template) && person.Role == Role.Customer)
            ? new MailRecipient(person.Id, person.Name, person.Address, person.Language, person.Role >= Role.Agent, Sight.Of(new Actor(person.Id, person.Role, Channel)))
            {
                IsGuest = person.IsGuest,
                IsStopped = person.IsStopped,
            }
            : null;

    /// <summary>In the language of the requester, who is the one that the two have in common.</summary>
    private static async Task<MailRecipient?> CopyAsync(DeskTables tables, long ccId, long ticketId, CancellationToken cancellationToken)
    {
        if (await TicketCircle.Everything.Cc(tables).FirstOrDefaultAsync(c => c.Id == ccId && c.TicketId == ticketId, cancellationToken) is not { } cc)
        {
            return null;
        }

        var requester = TicketCircle.Everything.Tickets(tables).Where(t => t.Id == ticketId).Select(t => t.RequesterId);
        var language = await tables.People.Where(p => requester.Contains(p.Id)).Select(p => p.Language).FirstOrDefaultAsync(cancellationToken);
        // Somebody who was shut out gets no copies either.
        return await tables.People.AnyAsync(p => p.FoldedAddress == cc.FoldedAddress && p.DisabledAt != null, cancellationToken)
            ? null
            : new MailRecipient(Id: null, cc.Name.Length > 0 ? cc.Name : cc.Address, cc.Address, language ?? "en", IsStaff: false, TicketCircle.Everything)
            {
                IsStopped = await MailTroubles.IsStoppedAsync(tables, cc.FoldedAddress, cancellationToken),
            };
    }
}
