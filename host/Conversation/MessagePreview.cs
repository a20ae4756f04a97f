using System.Text;
using System.Text.Encodings.Web;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Face;
using Helpdesk.Host.Guests;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Host.Conversation;

/// <summary>What a message will look like, as a piece of a page: made as the desk makes it when the message is sent.</summary>
internal static class MessagePreview
{
    public const string Path = "/preview";

    public static void MapPreview(this WebApplication app) => app.MapPost(Path, Of).RequireAntiforgery().WithMetadata(new ForGuestsAttribute());

    private static ContentHttpResult Of([FromForm] string? body, Words words)
    {
        var text = StorableText.Of(body);
        var html = text.Length > MessageBody.Longest
            ? Sentence(words["desk.body-too-long", MessageBody.Longest, text.Length])
            : string.IsNullOrWhiteSpace(text)
                ? Sentence(words["common.write.preview-empty"])
                : $"<div class=\"desk-message-body desk-markup\" dir=\"auto\">{MessageMarkup.Render(MessageFormat.Markdown, text)}</div>";
        return TypedResults.Text(html, "text/html", Encoding.UTF8);
    }

    private static string Sentence(string sentence) => $"<p class=\"text-secondary\">{HtmlEncoder.Default.Encode(sentence)}</p>";
}
