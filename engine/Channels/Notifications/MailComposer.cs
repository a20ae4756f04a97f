using System.Globalization;
using Helpdesk.Engine.Channels.Notifications.Templating;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>Writes a mail about a ticket.</summary>
internal sealed class MailComposer(DeskStore store, MailReader earlierMail, MailWording wording, ReplyTokens replyTokens, DeskAddress address)
{
    /// <param name="rowId">The outbox row: the mail's id, and part of its Message-ID.</param>
    /// <param name="willBeSent">Whether a server takes it from here.</param>
    /// <returns>Null when the recipient may not read it.</returns>
    public async Task<Mail?> ComposeAsync(SendMailArguments about, long rowId, bool willBeSent, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        if (await MailFacts.ReadAsync(tables, about, cancellationToken) is not { } facts)
        {
            return null;
        }

        var folded = Person.Fold(facts.Recipient.Address);
        var back = await replyTokens.OfAsync(facts.Brand.SenderAddress, about.TicketId, folded, cancellationToken);
        var mute = address.OfMute(back.MuteToken).AbsoluteUri;
        var words = wording.Write(about.Template, facts.Recipient.Language, culture => Values(facts, culture, MailTemplateNames.IsForStaff(about.Template), mute));
        var earlier = await earlierMail.EarlierAsync(about.TicketId, folded, before: rowId, cancellationToken);
        return new Mail(
            rowId,
            about.Template,
            about.TicketId,
            about.RecipientId,
            MessageIds.Of(rowId, facts.Ticket.Number, facts.Brand.SenderAddress),
            new Mailbox(facts.Brand.Name, facts.Brand.SenderAddress).ToString(),
            new Mailbox(facts.Recipient.Name, facts.Recipient.Address).ToString(),
            new Mailbox(facts.Brand.Name, back.ReplyTo).ToString(),
            words.Subject,
            words.Text,
            words.Html,
            string.Join(' ', earlier),
            MailTemplateNames.IsAutomatic(about.Template),
            willBeSent,
            store.Time.Instant())
        {
            MuteLink = mute,
        };
    }

    private TemplateValues Values(MailFacts facts, CultureInfo culture, bool forStaff, string mute) => new()
    {
        { "brand", new TemplateValues { { "name", facts.Brand.Name } } },
        {
            "recipient", new TemplateValues
            {
                { "name", facts.Recipient.Name },
                { "took_part", facts.TookPart },
                { "is_requester", facts.IsRequester },
                { "is_follower", facts.IsFollower },
                { "is_assignee", facts.IsAssignee },
                { "is_member", facts.IsMember },
            }
        },
        {
            "ticket", new TemplateValues
            {
                { "number", facts.Ticket.Number },
                { "subject", facts.Ticket.Subject },
                { "department", facts.Department.For(culture) },
                { "requester", facts.Requester },
            }
        },
        { "actor", facts.Actor ?? facts.Brand.Name },
        {
            "change", new TemplateValues
            {
                { "from", facts.TypeBefore?.For(culture) },
                { "to", facts.TypeAfter?.For(culture) },
                { "reason", facts.Reason },
            }
        },
        { "message", MessageValues(facts) },
        { "mute_link", mute },
        // Whoever gets copies has no account: a link would lead to a door that stays shut (LN5).
        { "link", facts.Recipient.IsCopy ? null : address.OfTicket(facts.Ticket.Number, forStaff).AbsoluteUri },
    };

    /// <summary>As text what was written, as HTML what the ticket's page shows of it.</summary>
    private static TemplateValues? MessageValues(MailFacts facts) => facts.Message is not { } message ? null : new TemplateValues
    {
        { "author", facts.Author ?? facts.Brand.Name },
        { "body", message is { Format: MessageFormat.Html, Html: { } html } ? MessageMarkup.TextOf(html) : message.Body },
        { "html", message.Html is null ? null : new SafeHtml(message.Html) },
    };
}
