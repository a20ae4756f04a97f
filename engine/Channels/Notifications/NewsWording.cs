using System.Globalization;
using Helpdesk.Engine.Channels.Notifications.Templating;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>One thing to tell, among others.</summary>
internal sealed record News(string Template, MailFacts Facts);

/// <summary>Says in a sentence what a mail of its own would have said; with what was written, where something was.</summary>
internal sealed class NewsWording(PhraseBook phrases)
{
    private const int LongestExcerpt = 240;

    /// <summary>The key of the sentence that tells what a mail of that template does; its hole is for who did it.</summary>
    public static string KeyOf(string template) => $"desk.news.{template}";

    public static string TextOf(Message message) => message is { Format: MessageFormat.Html, Html: { } html } ? MessageMarkup.TextOf(html) : message.Body;

    /// <summary>What the ticket's page shows of it, for a mail; null for plain text.</summary>
    public static SafeHtml? HtmlOf(Message message) => message.Html is null ? null : new SafeHtml(MessageMarkup.WithoutPictures(message.Html));

    public string Sentence(News news, CultureInfo culture) =>
        phrases.Say(KeyOf(news.Template), culture, (news.Facts.Message is null ? news.Facts.Actor : news.Facts.Author) ?? news.Facts.Brand.Name);

    /// <summary>All that was written, or what the change was to.</summary>
    public static TemplateValues Words(News news, CultureInfo culture) => news.Facts switch
    {
        { Message: { } message } => new TemplateValues { { "body", TextOf(message) }, { "html", HtmlOf(message) } },
        { TypeAfter: { } type } facts => new TemplateValues { { "body", facts.Reason is null ? type.For(culture) : $"{type.For(culture)}: {facts.Reason}" }, { "html", (string?)null } },
        _ => new TemplateValues { { "body", (string?)null }, { "html", (string?)null } },
    };

    /// <summary>The beginning of what was written, on one line; null where nothing was.</summary>
    public static string? Excerpt(News news) => news.Facts.Message is { } message ? Cut(OneLine.Of(TextOf(message))) : null;

    private static string Cut(string text)
    {
        if (text.Length <= LongestExcerpt)
        {
            return text;
        }

        var end = char.IsLowSurrogate(text[LongestExcerpt]) ? LongestExcerpt - 1 : LongestExcerpt;
        return text[..end].TrimEnd() + "…";
    }
}
