using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Host.Face;
using Helpdesk.Host.Guests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpdesk.Host.Conversation;

/// <summary>
/// A mailed message as its writer laid it out, as a page of its own that stands in a frame: nothing in it runs, and nothing is fetched from elsewhere before
/// the reader asks, since that would tell the writer when and where it is read (scenario 79).
/// </summary>
internal static partial class MessagePages
{
    private const int MatchMilliseconds = 1_000;

    private const string Head = """
        <!DOCTYPE html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><base target="_blank">
        <style>html{color-scheme:light;background:#fff;color:#182433}body{margin:16px;font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}img{max-width:100%;height:auto}.desk-elsewhere{margin:-16px -16px 16px;padding:8px 16px;background:#fff3cd;font-size:14px}</style>
        """;

    public static void MapMessagePages(this WebApplication app)
    {
        app.MapGet("/messages/{id:long}/page", (long id, HttpContext context, TicketReader tickets, Words words, CancellationToken cancellationToken) => ShowAsync(id, withRemote: false, context, tickets, words, cancellationToken))
            .WithMetadata(ContentPolicy.MailPage(withRemote: false), new ForGuestsAttribute());
        app.MapGet("/messages/{id:long}/page-with-pictures", (long id, HttpContext context, TicketReader tickets, Words words, CancellationToken cancellationToken) => ShowAsync(id, withRemote: true, context, tickets, words, cancellationToken))
            .WithMetadata(ContentPolicy.MailPage(withRemote: true), new ForGuestsAttribute());
    }

    private static async Task<Results<ContentHttpResult, NotFound>> ShowAsync(long id, bool withRemote, HttpContext context, TicketReader tickets, Words words, CancellationToken cancellationToken)
    {
        if (await tickets.PageAsync(context.Actor(), id, cancellationToken) is not { } page)
        {
            return TypedResults.NotFound();
        }

        var remote = RemoteSource().Count(page.Html);
        var html = new StringBuilder(Head).Append("<title>").Append(WebUtility.HtmlEncode(words["common.message.page"])).Append("</title></head><body>");
        if (remote > 0 && !withRemote)
        {
            html.Append("<p class=\"desk-elsewhere\">").Append(WebUtility.HtmlEncode(words["common.message.page-elsewhere", remote]))
                .Append(" <a target=\"_self\" href=\"page-with-pictures\">").Append(WebUtility.HtmlEncode(words["common.message.page-load"])).Append("</a></p>");
        }

        html.Append(Pictures(page, withRemote)).Append("</body></html>");
        return TypedResults.Text(html.ToString(), "text/html", Encoding.UTF8);
    }

    private static string Pictures(MessagePageView page, bool withRemote)
    {
        var shown = OwnSource().Replace(page.Html, match => page.Pictures.TryGetValue(WebUtility.HtmlDecode(match.Groups["id"].Value), out var attachment) ? $" src=\"{PicturePath.Of(attachment)}\"" : "");
        return withRemote ? RemoteSource().Replace(shown, " src=\"") : shown;
    }

    /// <summary>As the cleaning of pages writes it: a quote in a value is a character reference there.</summary>
    [GeneratedRegex(" src=\"cid:(?<id>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchMilliseconds)]
    private static partial Regex OwnSource();

    [GeneratedRegex(" data-remote-src=\"", RegexOptions.CultureInvariant, MatchMilliseconds)]
    private static partial Regex RemoteSource();
}
