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
    DeskStore store, MailReader earlierMail, MailWording wording, NewsWording news, ReplyTokens replyTokens, AccountLinks links, DeskAddress address, IMailTransport transport)
{
    /// <summary>So much of a ticket's news one mail tells; of what was before, how much it is.</summary>
    public const int MostInOne = 20;

    /// <param name="about">What there is to tell one recipient of one ticket, the oldest first.</param>
    /// <param name="rowId">The outbox row: the mail's id, and part of its Message-ID.</param>
    /// <returns>Null when the recipient may read none of it, or mail to her only comes back.</returns>
    public async Task<ComposedMail?> ComposeAsync(IReadOnlyList<SendMailArguments> about, long rowId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var told = new List<News>();
        foreach (var one in about.TakeLast(MostInOne))
        {
            if (await MailFacts.ReadAsync(tables, one, cancellationToken) is { } read)
            {
                told.Add(new News(one.Template, read));
            }
        }

        if (told is not [.., var (lastTemplate, facts)])
        {
            return null;
        }

        var (ticketId, recipientId) = (about[0].TicketId, about[0].RecipientId);
        var template = told.Count == 1 ? lastTemplate : MailTemplateNames.Several;
        if (facts.Recipient.IsStopped)
        {
            return null;
        }

        var folded = Person.Fold(facts.Recipient.Address);
        var back = await replyTokens.OfAsync(facts.Brand.SenderAddress, ticketId, folded, cancellationToken);
        var mute = address.OfMute(back.MuteToken).AbsoluteUri;
        var secret = facts.Recipient.IsGuest ? await links.MakeAboutAsync(AccountLinkPurpose.GuestTicket, facts.Recipient.Id, ticketId, cancellationToken) : null;
        // Whoever gets copies has no account: a link would lead to a door that stays shut (LN5).
        var link = facts.Recipient.IsCopy ? null : secret is not null ? address.OfGuest(secret) : address.OfTicket(facts.Ticket.Number, told.Exists(one => MailTemplateNames.IsForStaff(one.Template)));
        var words = wording.Write(template, facts.Recipient.Language, culture => told.Count == 1 ? Values(template, facts, culture, link, mute) : Several(told, about.Count, culture, link, mute));
        var earlier = await earlierMail.EarlierAsync(ticketId, folded, before: rowId, cancellationToken);
        var mail = new Mail(
            rowId,
            template,
            ticketId,
            recipientId,
            MessageIds.Of(rowId, facts.Ticket.Number, facts.Brand.SenderAddress, back.MuteToken),
            new Mailbox(facts.Brand.Name, facts.Brand.SenderAddress).ToString(),
            new Mailbox(template == MailTemplateNames.OpenedForStranger ? "" : facts.Recipient.Name, facts.Recipient.Address).ToString(),
            new Mailbox(facts.Brand.Name, back.ReplyTo).ToString(),
            words.Subject,
            words.Text,
            words.Html,
            string.Join(' ', earlier),
            told.TrueForAll(one => MailTemplateNames.IsAutomatic(one.Template)),
            transport.IsConfigured,
            store.Time.Instant())
        {
            MuteLink = mute,
        };
        return new ComposedMail(mail, secret);
    }

    private TemplateValues Several(IReadOnlyList<News> told, int count, CultureInfo culture, Uri? link, string mute) =>
        Values(MailTemplateNames.Several, told[^1].Facts with { Message = null }, culture, link, mute).With(new TemplateValues
        {
            { "items", [.. told.Select(one => new TemplateValues { { "sentence", news.Sentence(one, culture) } }.With(NewsWording.Words(one, culture)))] },
            { "earlier", count > MostInOne ? (count - MostInOne).ToString(culture) : null },
        });

    /// <summary>What a stranger wrote is carried to nobody, not even to the address that she says is hers (LM4).</summary>
    private static TemplateValues Values(string template, MailFacts facts, CultureInfo culture, Uri? link, string mute) => new()
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
                { "is_staff", facts.Recipient.IsStaff },
                { "is_copy", facts.Recipient.IsCopy },
            }
        },
        {
            "ticket", new TemplateValues
            {
                { "number", facts.Ticket.Number },
                { "subject", template == MailTemplateNames.OpenedForStranger ? null : facts.Ticket.Subject },
                { "department", facts.Department.For(culture) },
                { "requester", facts.Requester },
                { "answers", facts.TakesAnswers },
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
        { "body", NewsWording.TextOf(message) },
        { "html", NewsWording.HtmlOf(message) },
    };
}
