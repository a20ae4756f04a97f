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
    /// <summary>HTML in Markdown is text; a line break is one, as everybody who writes mail expects.</summary>
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UseSoftlineBreakAsHardlineBreak()
        .UseAutoLinks()
        .UsePipeTables()
        .UseEmphasisExtras()
        .Build();

    private static readonly HtmlSanitizer Cleaner = CreateCleaner();

    /// <summary>The HTML to show; null for plain text, which is shown as it is, and for what would take too long to read.</summary>
    public static string? Render(MessageFormat format, string body) => format switch
    {
        MessageFormat.Markdown when MarkupCleaner.LongestParagraph(body) > MarkupCleaner.MostInParagraph => null,
        MessageFormat.Markdown => Clean(FromMarkdown(body)),
        MessageFormat.Html when MarkupCleaner.DeepestNesting(body) > MarkupCleaner.MostNested => null,
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
        var cleaner = MarkupCleaner.Create();
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
