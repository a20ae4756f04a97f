using System.Globalization;
using Helpdesk.Engine.Channels.Notifications.Templating;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>A mail's words, in both forms.</summary>
internal sealed record WrittenMail(string Subject, string Text, string Html);

/// <summary>The template in the recipient's language (LN3) says the words, the layouts put them in place.</summary>
internal sealed class MailWording(MailTemplates templates)
{
    /// <param name="values">What the mail speaks of, for a reader of the culture that the words are in.</param>
    public WrittenMail Write(string template, string language, Func<CultureInfo, TemplateValues> values)
    {
        var words = templates.Find(template, language);
        var culture = CultureInfo.GetCultureInfo(words.Culture);
        var given = values(culture);
        var isOnTicket = given.Has("mute_link");
        given = given.With(new TemplateValues
        {
            { "mute", isOnTicket ? templates.MuteWords(words.Culture).Render(given, html: false, culture).Trim() : null },
            { "answers", isOnTicket ? templates.AnswerWords(words.Culture).Render(given, html: false, culture).Trim() : null },
        });
        var subject = HeaderText.OneLine(words.Subject.Render(given, html: false, culture));
        return new WrittenMail(subject, Text(words, given, culture), Html(words, given, culture, subject));
    }

    private string Text(MailTemplate words, TemplateValues values, CultureInfo culture) =>
        templates.TextLayout.Render(
            values.With(new TemplateValues
            {
                { "intro", words.Text.Render(values, html: false, culture) },
                { "action", words.Action?.Render(values, html: false, culture) },
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
                { "action", words.Action is null ? null : new SafeHtml(words.Action.Render(values, html: true, culture)) },
                { "reason", new SafeHtml(words.Reason.Render(values, html: true, culture)) },
            }),
            html: true,
            culture);
}
