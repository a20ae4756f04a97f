using System.Globalization;
using Helpdesk.Engine.Channels.Notifications.Templating;
using Helpdesk.Engine.Storage;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>Writes a mail: the template in the recipient's language (LN3) says the words, the layouts put them in place.</summary>
internal sealed class MailComposer(DeskStore store, MailReader earlierMail, MailTemplates templates, DeskAddress address)
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

        var words = templates.Find(about.Template, facts.Recipient.Language);
        var culture = CultureInfo.GetCultureInfo(words.Culture);
        var values = Values(facts, culture, MailTemplateNames.IsForStaff(about.Template));
        var subject = HeaderText.OneLine(words.Subject.Render(values, html: false, culture));
        var earlier = await earlierMail.EarlierAsync(about.TicketId, about.RecipientId, before: rowId, cancellationToken);
        return new Mail(
            rowId,
            about.Template,
            about.TicketId,
            about.RecipientId,
            MessageIds.Of(rowId, facts.Ticket.Number, facts.Brand.SenderAddress),
            new Mailbox(facts.Brand.Name, facts.Brand.SenderAddress).ToString(),
            new Mailbox(facts.Recipient.Name, facts.Recipient.Address).ToString(),
            new Mailbox(facts.Brand.Name, facts.Brand.SenderAddress).ToString(),
            subject,
            Text(words, values, culture),
            Html(words, values, culture, subject),
            string.Join(' ', earlier),
            MailTemplateNames.IsAutomatic(about.Template),
            willBeSent,
            store.Time.Instant());
    }

    private string Text(MailTemplate words, TemplateValues values, CultureInfo culture) =>
        templates.TextLayout.Render(
            values.With(new TemplateValues
            {
                { "intro", words.Text.Render(values, html: false, culture) },
                { "action", words.Action.Render(values, html: false, culture) },
                { "reason", words.Reason.Render(values, html: false, culture) },
            }),
            html: false,
            culture);

    private string Html(MailTemplate words, TemplateValues values, CultureInfo culture, string subject) =>
        templates.HtmlLayout.Render(
            values.With(new TemplateValues
            {
                { "lang", words.Culture },
                { "subject", subject },
                { "intro", new SafeHtml(words.Html.Render(values, html: true, culture)) },
                { "action", new SafeHtml(words.Action.Render(values, html: true, culture)) },
                { "reason", new SafeHtml(words.Reason.Render(values, html: true, culture)) },
            }),
            html: true,
            culture);

    private TemplateValues Values(MailFacts facts, CultureInfo culture, bool forStaff) => new()
    {
        { "brand", new TemplateValues { { "name", facts.Brand.Name } } },
        { "recipient", new TemplateValues { { "name", facts.Recipient.Name }, { "took_part", facts.TookPart } } },
        {
            "ticket", new TemplateValues
            {
                { "number", facts.Ticket.Number },
                { "subject", facts.Ticket.Subject },
                { "department", facts.Department.For(culture) },
                { "requester", facts.Requester },
            }
        },
        { "message", facts.Message is null ? null : new TemplateValues { { "author", facts.Author ?? facts.Brand.Name }, { "body", facts.Message.Body } } },
        { "link", address.OfTicket(facts.Ticket.Number, forStaff).AbsoluteUri },
    };
}
