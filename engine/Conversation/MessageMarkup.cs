using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;
using Helpdesk.Engine.Texts;
using Markdig;

namespace Helpdesk.Engine.Conversation;

/// <summary>
/// What a message shows: cleaned HTML, made once when the message is written. Nothing in it runs, loads anything from
/// elsewhere, or looks like a part of the page (LX1).
/// </summary>
internal static class MessageMarkup
{
    /// <summary>UTF-16 code units. What is longer is shown as its text.</summary>
    private const int LongestPage = 500_000;

    /// <summary>The library writes a page in time with the square of how many elements stand side by side (LM17).</summary>
    private const int MostElements = 10_000;

    private const string ContentIdScheme = "cid:";

    /// <summary>HTML in Markdown is text; a line break is one, as everybody who writes mail expects.</summary>
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UseSoftlineBreakAsHardlineBreak()
        .UseAutoLinks()
        .UsePipeTables()
        .UseEmphasisExtras()
        .Build();

    private static readonly HtmlSanitizer Cleaner = CreateCleaner(withPictures: false);

    private static readonly HtmlSanitizer MailCleaner = CreateCleaner(withPictures: true);

    /// <summary>The HTML to show; null for plain text, which is shown as it is, and for what would take too long to read.</summary>
    public static string? Render(MessageFormat format, string body) => format switch
    {
        MessageFormat.Markdown when MarkupCleaner.LongestParagraph(body) > MarkupCleaner.MostInParagraph => null,
        MessageFormat.Markdown => Clean(FromMarkdown(body)),
        MessageFormat.Html when MarkupCleaner.DeepestNesting(body) > MarkupCleaner.MostNested => null,
        MessageFormat.Html => Clean(body),
        _ => null,
    };

    /// <summary>What a page from outside shows: cleaned, with those of its pictures that came with it.</summary>
    /// <param name="pictures">Attachments, by what the page calls them.</param>
    /// <returns>Null for what would take too long to read.</returns>
    public static string? Render(string page, IReadOnlyDictionary<string, long> pictures)
    {
        if (page.Length > LongestPage || page.AsSpan().Count('<') > MostElements * 2 || MarkupCleaner.DeepestNesting(page) > MarkupCleaner.MostNested)
        {
            return null;
        }

        using var document = MailCleaner.SanitizeDom(page);
        foreach (var picture in document.Body!.QuerySelectorAll("img").ToList())
        {
            if (pictures.TryGetValue(PictureId(picture.GetAttribute("src")), out var attachment))
            {
                picture.SetAttribute("src", PicturePath.Of(attachment));
                picture.SetAttribute("loading", "lazy");
            }
            else
            {
                // From elsewhere, where nothing is fetched from; or gone.
                picture.Replace(document.CreateTextNode(picture.GetAttribute("alt") ?? ""));
            }
        }

        return document.Body.InnerHtml.Trim();
    }

    /// <summary>For a mail, whose reader may have no way to our pictures: their names.</summary>
    public static string WithoutPictures(string html)
    {
        if (!html.Contains("<img", StringComparison.Ordinal))
        {
            return html;
        }

        using var document = new HtmlParser().ParseDocument(html);
        foreach (var picture in document.Body!.QuerySelectorAll("img").ToList())
        {
            picture.Replace(document.CreateTextNode(picture.GetAttribute("alt") is { Length: > 0 } alt ? $"[{alt}]" : "[…]"));
        }

        return document.Body.InnerHtml;
    }

    /// <summary>What HTML says, as plain text.</summary>
    public static string TextOf(string html)
    {
        var document = new HtmlParser().ParseDocument(html);
        foreach (var lineBreak in document.QuerySelectorAll("br"))
        {
            lineBreak.Replace(document.CreateTextNode("\n"));
        }

        foreach (var block in document.QuerySelectorAll("p, div, h1, h2, h3, h4, h5, h6, li, tr, blockquote, pre"))
        {
            block.Append(document.CreateTextNode("\n"));
        }

        return document.Body?.TextContent.Trim() ?? "";
    }

    private static string PictureId(string? source) =>
        source is not null && source.StartsWith(ContentIdScheme, StringComparison.OrdinalIgnoreCase) ? source[ContentIdScheme.Length..] : "";

    private static string Clean(string html) => Cleaner.Sanitize(html);

    /// <summary>Nesting that no person writes makes the parser refuse; then it is shown as it was typed.</summary>
    private static string FromMarkdown(string body)
    {
        try
        {
            return Markdig.Markdown.ToHtml(body, Markdown);
        }
        catch (ArgumentException)
        {
            return $"<pre>{System.Net.WebUtility.HtmlEncode(body)}</pre>";
        }
    }

    private static HtmlSanitizer CreateCleaner(bool withPictures)
    {
        var cleaner = MarkupCleaner.Create(withPictures);
        if (withPictures)
        {
            cleaner.AllowedSchemes.Add("cid");
            cleaner.AllowedAttributes.Add("width");
            cleaner.AllowedAttributes.Add("height");
        }

        cleaner.PostProcessNode += (sender, processed) =>
        {
            if (processed.Node is IElement { LocalName: not "img" } other)
            {
                // Tables are as wide as what is in them: a phone is narrower than the paper they were made for.
                other.RemoveAttribute("width");
                other.RemoveAttribute("height");
            }

            if (processed.Node is IElement { LocalName: "a" } link)
            {
                // A path is an absolute file address to Uri on Unix, hence the question for the scheme: no link leads into the desk itself.
                if (link.GetAttribute("href") is not { } target || !Uri.TryCreate(target, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "mailto" or "tel"))
                {
                    link.RemoveAttribute("href");
                }

                link.SetAttribute("rel", "nofollow noopener noreferrer ugc");
            }
        };
        return cleaner;
    }
}
