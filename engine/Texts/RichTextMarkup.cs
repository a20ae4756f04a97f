using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Helpdesk.Engine.Conversation;
using Markdig;

namespace Helpdesk.Engine.Texts;

/// <summary>Makes <see cref="RichText"/> of Markdown.</summary>
internal static class RichTextMarkup
{
    private const int MostCharacters = 200_000;

    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().UsePipeTables().UseEmphasisExtras().Build();

    public static RichText Render(string markdown, string? imagePrefix)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(markdown.Length, MostCharacters, nameof(markdown));
        using var document = Judged(ToHtml(markdown), imagePrefix is null ? [] : [imagePrefix]);
        var headings = Name(document.Body!, document);
        var html = document.Body!.InnerHtml;
        return new RichText(html, MessageMarkup.TextOf(html), headings);
    }

    /// <summary>HTML that somebody else made, by the same rules.</summary>
    public static string Clean(string html, IReadOnlyList<string> imagePrefixes)
    {
        using var document = Judged(html, [.. imagePrefixes.Select(prefix => prefix.TrimEnd('/') + "/")]);
        return document.Body!.InnerHtml;
    }

    private static IHtmlDocument Judged(string html, IReadOnlyList<string> imagePrefixes)
    {
        var document = MarkupCleaner.Create(withImages: true).SanitizeDom(html);
        foreach (var image in document.Body!.QuerySelectorAll("img").ToList())
        {
            Judge(image, imagePrefixes, document);
        }

        foreach (var link in document.Body!.QuerySelectorAll("a"))
        {
            Judge(link);
        }

        return document;
    }

    private static string ToHtml(string markdown)
    {
        if (MarkupCleaner.LongestParagraph(markdown) <= MarkupCleaner.MostInParagraph)
        {
            try
            {
                return Markdig.Markdown.ToHtml(markdown, Markdown);
            }
            catch (ArgumentException)
            {
                // Nesting that no person writes.
            }
        }

        return $"<pre>{System.Net.WebUtility.HtmlEncode(markdown)}</pre>";
    }

    /// <summary>An image from elsewhere would tell its owner who reads the page; it stays as a link.</summary>
    private static void Judge(IElement image, IReadOnlyList<string> prefixes, IHtmlDocument document)
    {
        var source = image.GetAttribute("src") ?? "";
        if (prefixes.Any(prefix => source.StartsWith(prefix, StringComparison.Ordinal)) && !source.Contains("..", StringComparison.Ordinal) && !source.Contains('\\', StringComparison.Ordinal))
        {
            image.SetAttribute("loading", "lazy");
            return;
        }

        var link = document.CreateElement("a");
        link.SetAttribute("href", source);
        link.TextContent = image.GetAttribute("alt") is { Length: > 0 } alt ? alt : source;
        image.Replace(link);
    }

    private static void Judge(IElement link)
    {
        // Browsers leave out tabs and line breaks wherever they are (WHATWG URL §4.4).
        var target = (link.GetAttribute("href") ?? "").Trim().ReplaceLineEndings("").Replace("\t", "", StringComparison.Ordinal);
        // Two slashes, or one that a browser reads as two, lead to another house.
        var isOurs = target is ['#', ..] || (target is ['/', ..] && target is not ['/', '/' or '\\', ..]);
        if (isOurs)
        {
            return;
        }

        // A path is an absolute file address to Uri on Unix, hence the question for the scheme.
        if (!Uri.TryCreate(target, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "mailto" or "tel"))
        {
            link.RemoveAttribute("href");
            return;
        }

        link.SetAttribute("rel", "noopener noreferrer");
    }

    /// <summary>Titles of pages are the page's own, so a heading of the first level becomes one of the second.</summary>
    private static List<RichTextHeading> Name(IElement body, IHtmlDocument document)
    {
        var (headings, taken) = (new List<RichTextHeading>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var found in body.QuerySelectorAll("h1, h2, h3, h4, h5, h6").ToList())
        {
            var heading = found;
            if (found.LocalName == "h1")
            {
                heading = document.CreateElement("h2");
                heading.InnerHtml = found.InnerHtml;
                found.Replace(heading);
            }

            var id = Id(heading.TextContent, taken);
            heading.SetAttribute("id", id);
            if (heading.LocalName is "h2" or "h3")
            {
                headings.Add(new RichTextHeading(heading.LocalName[1] - '0', id, heading.TextContent.Trim()));
            }
        }

        return headings;
    }

    /// <summary>Begins with a word of ours, so that no heading takes the id of something on the page.</summary>
    private static string Id(string text, HashSet<string> taken)
    {
        var words = text.ToLowerInvariant().Split([.. text.Where(c => !char.IsLetterOrDigit(c))], StringSplitOptions.RemoveEmptyEntries);
        var id = "on-" + string.Join('-', words);
        id = id.Length > 80 ? id[..80].TrimEnd('-') : id;
        for (var n = 2; !taken.Add(id); n++)
        {
            id = $"{id.TrimEnd('-')}-{n}";
        }

        return id;
    }
}
