using Helpdesk.Engine.Brands;
using Helpdesk.Engine.Channels.Notifications.Templating;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications.Accounts;

/// <summary>Who gets a mail that is about no ticket.</summary>
/// <param name="Id">Null for somebody whom the desk does not know.</param>
/// <param name="Name">Empty where nobody knows whose the address is.</param>
internal sealed record AccountMailRecipient(long? Id, string Name, string Address, string Language)
{
    public static AccountMailRecipient Of(Person person) => new(person.Id, person.Name, person.Address, person.Language);
}

/// <summary>Writes a mail that leads somebody in: to an account, to who is to get one, or to a guest's ticket.</summary>
internal sealed class AccountMailComposer(DeskStore store, MailWording wording, DeskAddress address, IMailTransport transport)
{
    private static readonly TemplateValues NoTicket = new() { { "ticket", (TemplateValues?)null }, { "message", (TemplateValues?)null } };

    /// <param name="link">Where the button leads.</param>
    /// <param name="values">What the mail speaks of beside brand and recipient.</param>
    /// <param name="rowId">The outbox row: the mail's id, and part of its Message-ID.</param>
    public async Task<Mail> ComposeAsync(string template, AccountMailRecipient recipient, Uri link, TemplateValues values, long rowId, CancellationToken cancellationToken)
    {
        Brand brand;
        await using (var tables = store.Read())
        {
            brand = await tables.Brands.OrderBy(b => b.Id).FirstAsync(cancellationToken);
        }

        var words = wording.Write(template, recipient.Language, _ => NoTicket.With(values).With(new TemplateValues
        {
            { "brand", new TemplateValues { { "name", brand.Name } } },
            { "recipient", new TemplateValues { { "name", recipient.Name }, { "address", recipient.Address } } },
            { "link", link.AbsoluteUri },
            { "desk", address.Base.AbsoluteUri },
        }));
        var sender = new Mailbox(brand.Name, brand.SenderAddress).ToString();
        return new Mail(
            rowId, template, ticketId: null, recipient.Id, MessageIds.Of(rowId, "account", brand.SenderAddress), sender, new Mailbox(recipient.Name, recipient.Address).ToString(),
            sender, words.Subject, words.Text, words.Html, references: "", isAutomatic: true, transport.IsConfigured, store.Time.Instant());
    }
}
