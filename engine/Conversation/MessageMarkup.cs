using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;
using Markdig;

namespace Helpdesk.Engine.Conversation;

/// <summary>
/// What a message shows: cleaned HTML, made once when the message is written. Nothing in it runs, loads anything from
/// elsewhere, or looks like a part of the page (LX1).
/// </summary>
internal static class MessageMarkup
{
    /// <summary>HTML in Markdown is text; a line break is one, as everybody who writes mail expects.</summary>
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UseSoftlineBreakAsHardlineBreak()
        .UseAutoLinks()
        .UsePipeTables()
        .UseEmphasisExtras()
        .Build();

    /// <summary>A parser of Markdown looks back and forth inside a paragraph: the time grows with the square of its length (LM17).</summary>
    private const int MostInParagraph = 10_000;

    private static readonly HtmlSanitizer Cleaner = CreateCleaner();

    /// <summary>The HTML to show; null for plain text, which is shown as it is, and for Markdown that would take too long to read.</summary>
    public static string? Render(MessageFormat format, string body) => format switch
    {
        MessageFormat.Markdown when LongestParagraph(body) > MostInParagraph => null,
        MessageFormat.Markdown => Clean(FromMarkdown(body)),
        MessageFormat.Html => Clean(body),
        _ => null,
    };

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

    private static int LongestParagraph(string body)
    {
        var (longest, now) = (0, 0);
        foreach (var line in body.AsSpan().EnumerateLines())
        {
            now = line.IsWhiteSpace() ? 0 : now + line.Length;
            longest = Math.Max(longest, now);
        }

        return longest;
    }

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

    private static HtmlSanitizer CreateCleaner()
    {
        var cleaner = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(
                [
                    "a", "abbr", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6",
                    "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot",
                    "th", "thead", "tr", "u", "ul", "var",
                ],
                StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(["href", "title", "colspan", "rowspan", "start", "lang", "dir"], StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(["http", "https", "mailto", "tel"], StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
            AllowedCssProperties = new HashSet<string>(StringComparer.OrdinalIgnoreCase),
        })
        {
            KeepChildNodes = true,
        };
        cleaner.RemovingTag += (_, removing) =>
        {
            // What is between their tags is not meant to be read.
            if (removing.Tag.LocalName is "script" or "style" or "title" or "template" or "noscript" or "svg" or "math" or "iframe" or "object" or "select" or "textarea")
            {
                removing.Tag.InnerHtml = "";
            }
        };
        cleaner.PostProcessNode += (sender, processed) =>
        {
            if (processed.Node is IElement { LocalName: "a" } link)
            {
                if (link.GetAttribute("href") is not { } target || !Uri.TryCreate(target, UriKind.Absolute, out _))
                {
                    link.RemoveAttribute("href");
                }

                link.SetAttribute("rel", "nofollow noopener noreferrer ugc");
            }
        };
        return cleaner;
    }
}
