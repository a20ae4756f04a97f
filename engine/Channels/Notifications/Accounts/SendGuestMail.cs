using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications.Templating;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications.Accounts;

/// <summary>
/// Has a guest confirm what she wrote, or leads her to her ticket again. The first says nothing that she typed: whose the address
/// is nobody knows yet, and the desk carries no stranger's words to anybody.
/// </summary>
internal sealed class SendGuestMail(DeskStore store, AccountLinks links, AccountMailComposer composer, DeskAddress address, MailHandover handover) : IJob<GuestMailArguments>
{
    public const string Name = "send-guest-mail";

    public static void Schedule(UnitOfWork unit, GuestMailArguments mail) => unit.Schedule<SendGuestMail, GuestMailArguments>(mail);

    public async Task RunAsync(GuestMailArguments arguments, Delivery delivery, CancellationToken cancellationToken)
    {
        if (await (arguments.HeldId is { } held ? ConfirmationAsync(held, cancellationToken) : TicketAsync(arguments, cancellationToken)) is not { } letter)
        {
            return;
        }

        var secret = await links.MakeAboutAsync(letter.Purpose, letter.To.Id, letter.AboutId, cancellationToken);
        var mail = await composer.ComposeAsync(letter.Template, letter.To, address.OfGuest(secret), letter.Values, delivery.Id, cancellationToken);
        await handover.HandOverAsync(mail, delivery, cancellationToken, secret);
    }

    private async Task<Letter?> ConfirmationAsync(long heldId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        if (await tables.GuestTickets.FirstOrDefaultAsync(t => t.Id == heldId, cancellationToken) is not { } held
            || await tables.People.AnyAsync(p => p.FoldedAddress == held.FoldedAddress && p.DisabledAt != null, cancellationToken))
        {
            return null;
        }

        var hours = AccountLinks.GuestConfirmationLasts.TotalHours.ToString(CultureInfo.InvariantCulture);
        return new Letter(
            MailTemplateNames.GuestConfirmation, AccountLinkPurpose.GuestConfirmation, held.Id, new AccountMailRecipient(Id: null, "", held.Address, held.Language), new TemplateValues { { "hours", hours } });
    }

    private async Task<Letter?> TicketAsync(GuestMailArguments arguments, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        if (arguments is not { PersonId: { } personId, TicketId: { } ticketId }
            || await tables.People.FirstOrDefaultAsync(p => p.Id == personId && p.IsGuest && p.DisabledAt == null, cancellationToken) is not { } person
            || await Sight.Of(new Actor(person.Id, person.Role, "mail")).Ticket(tables, ticketId).Select(t => t.Number).FirstOrDefaultAsync(cancellationToken) is not { } number)
        {
            return null;
        }

        return new Letter(MailTemplateNames.GuestLink, AccountLinkPurpose.GuestTicket, ticketId, AccountMailRecipient.Of(person), new TemplateValues { { "number", number } });
    }

    private sealed record Letter(string Template, AccountLinkPurpose Purpose, long AboutId, AccountMailRecipient To, TemplateValues Values);
}
