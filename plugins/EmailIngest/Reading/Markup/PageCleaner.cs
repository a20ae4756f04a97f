using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ganss.Xss;
using Helpdesk.EmailIngest.Reading.Replies;

namespace Helpdesk.EmailIngest.Reading.Markup;

/// <summary>
/// What of a mail's HTML a page may show: nothing that runs, loads, covers or moves (scenario 65). The cleaning is a library's; what is
/// decided here is what mail needs, and where images come from.
/// </summary>
internal static class PageCleaner
{
    private const string Source = "src";

    private const string Style = "style";

    private static readonly string[] Tags =
    [
        "a", "abbr", "address", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "dfn", "div", "dl", "dt", "em", "font",
        "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var", "wbr",
    ];

    private static readonly string[] Attributes =
        ["align", "alt", "bgcolor", "border", "cellpadding", "cellspacing", "color", "colspan", "dir", "face", "height", "hidden", "href", "lang", "nowrap", "rowspan", "size", Source, "start", "title", "type", "valign", "width"];

    /// <summary>Never changed after this, so that it may clean for several at once.</summary>
    private static readonly HtmlSanitizer Cleaner = Create();

    /// <param name="document">From balanced HTML: the library takes time with the square of a page's depth. Not to be used after this.</param>
    /// <param name="lines">Those of its text, where anybody wants to know.</param>
    public static LaidPage Clean(IHtmlDocument document, ImageSources images, IReadOnlyList<SourceLine> lines)
    {
        if (document.Body is not { } body)
        {
            return new LaidPage(document.DocumentElement, new PageLook([], []), images, []);
        }

        // Programs write each line of a text as a paragraph without margins, and say so in a way that does not outlive the cleaning.
        var flat = body.QuerySelectorAll("p").Where(HtmlRoles.HasNoMargin).ToHashSet();
        var styles = new Dictionary<IElement, string>();
        foreach (var element in body.QuerySelectorAll("[style]").ToList())
        {
            if (StyleRules.Clean(element.GetAttribute(Style)) is { } rules)
            {
                styles[element] = rules;
            }

            element.RemoveAttribute(Style);
        }

        Cleaner.SanitizeDom(document, body);
        return new LaidPage(body, new PageLook(styles, flat), images, lines);
    }

    private static HtmlSanitizer Create()
    {
        var cleaner = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(Tags, StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(Attributes, StringComparer.OrdinalIgnoreCase),
            AllowedCssProperties = new HashSet<string>(StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(["http", "https", "mailto", "tel"], StringComparer.OrdinalIgnoreCase),

            // Where images come from is asked of each when it is written.
            UriAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
        })
        {
            KeepChildNodes = true,
        };
        cleaner.RemovingTag += static (_, removing) =>
        {
            // What is between their tags is not meant to be read.
            if (removing.Tag.LocalName is "script" or "style" or "title" or "template" or "noscript" or "svg" or "math" or "iframe" or "object" or "select" or "textarea")
            {
                removing.Tag.InnerHtml = "";
            }
        };
        cleaner.PostProcessNode += static (_, processed) => Finish(processed.Node);
        return cleaner;
    }

    private static void Finish(INode node)
    {
        switch (node)
        {
            case IHtmlAnchorElement link:
                if (link.GetAttribute("href") is { } target && !IsElsewhere(target))
                {
                    link.RemoveAttribute("href");
                }

                link.SetAttribute("rel", "nofollow noopener noreferrer ugc");
                link.RemoveAttribute(Source);
                break;
            case IElement element and not IHtmlImageElement:
                element.RemoveAttribute(Source);
                break;
        }
    }

    /// <summary>An address without a scheme would lead into the desk itself.</summary>
    private static bool IsElsewhere(string target) => target.IndexOf(':', StringComparison.Ordinal) > 0 && Uri.TryCreate(target, UriKind.Absolute, out _);
}
