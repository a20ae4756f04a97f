using System.Globalization;
using Helpdesk.Engine.Channels.Notifications.Templating;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>A mail about a ticket.</summary>
/// <param name="Secret">What lets a guest in by its link; null where people sign in.</param>
internal sealed record ComposedMail(Mail Mail, string? Secret);

/// <summary>Writes a mail about a ticket.</summary>
internal sealed class MailComposer(
    DeskStore store, MailReader earlierMail, MailWording wording, ReplyTokens replyTokens, AccountLinks links, DeskAddress address, IMailTransport transport)
{
    /// <param name="rowId">The outbox row: the mail's id, and part of its Message-ID.</param>
    /// <returns>Null when the recipient may not read it.</returns>
    public async Task<ComposedMail?> ComposeAsync(SendMailArguments about, long rowId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        if (await MailFacts.ReadAsync(tables, about, cancellationToken) is not { } facts)
        {
            return null;
        }

        var folded = Person.Fold(facts.Recipient.Address);
        var back = await replyTokens.OfAsync(facts.Brand.SenderAddress, about.TicketId, folded, cancellationToken);
        var mute = address.OfMute(back.MuteToken).AbsoluteUri;
        var secret = facts.Recipient.IsGuest ? await links.MakeForGuestAsync(AccountLinkPurpose.GuestTicket, facts.Recipient.Id, about.TicketId, cancellationToken) : null;
        // Whoever gets copies has no account: a link would lead to a door that stays shut (LN5).
        var link = facts.Recipient.IsCopy ? null : secret is not null ? address.OfGuest(secret) : address.OfTicket(facts.Ticket.Number, MailTemplateNames.IsForStaff(about.Template));
        var words = wording.Write(about.Template, facts.Recipient.Language, culture => Values(facts, culture, link, mute));
        var earlier = await earlierMail.EarlierAsync(about.TicketId, folded, before: rowId, cancellationToken);
        var mail = new Mail(
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
            transport.IsConfigured,
            store.Time.Instant())
        {
            MuteLink = mute,
        };
        return new ComposedMail(mail, secret);
    }

    private static TemplateValues Values(MailFacts facts, CultureInfo culture, Uri? link, string mute) => new()
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
        { "link", link?.AbsoluteUri },
    };

    /// <summary>As text what was written, as HTML what the ticket's page shows of it.</summary>
    private static TemplateValues? MessageValues(MailFacts facts) => facts.Message is not { } message ? null : new TemplateValues
    {
        { "author", facts.Author ?? facts.Brand.Name },
        { "body", message is { Format: MessageFormat.Html, Html: { } html } ? MessageMarkup.TextOf(html) : message.Body },
        { "html", message.Html is null ? null : new SafeHtml(message.Html) },
    };
}
