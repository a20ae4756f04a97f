using System.Buffers;
using System.Collections.Frozen;
using Ganss.Xss;

namespace Helpdesk.Engine.Texts;

/// <summary>What text of people may be made of when a page shows it, whoever wrote it (LX1).</summary>
internal static class MarkupCleaner
{
    /// <summary>A parser of Markdown looks back and forth inside a paragraph: the time grows with the square of its length (LM17).</summary>
    public const int MostInParagraph = 10_000;

    /// <summary>A cleaner climbs up and down the elements: the time grows with the square of their depth, and no person's mail is so deep (LM17).</summary>
    public const int MostNested = 1_000;

    /// <summary>Elements that people and programs leave open.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LeftOpen = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "area", "base", "br", "col", "dd", "dt", "hr", "img", "input", "li", "link", "meta", "option", "p", "source", "td", "th", "tr", "wbr").GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    private static readonly string[] Tags =
    [
        "a", "abbr", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6",
        "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot",
        "th", "thead", "tr", "u", "ul", "var",
    ];

    private static readonly string[] Attributes = ["href", "title", "colspan", "rowspan", "start", "lang", "dir"];

    /// <summary>A cleaner that keeps the usual elements of a text; whoever asks decides about links, and about images if it wants any.</summary>
    public static HtmlSanitizer Create(bool withImages = false)
    {
        var cleaner = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(withImages ? [.. Tags, "img"] : Tags, StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(withImages ? [.. Attributes, "src", "alt"] : Attributes, StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(["http", "https", "mailto", "tel"], StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href", "src"], StringComparer.OrdinalIgnoreCase),
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
        return cleaner;
    }

    /// <summary>How many elements stand within each other, as far as that can be told without reading the whole as a browser does.</summary>
    public static int DeepestNesting(ReadOnlySpan<char> html)
    {
        var (deepest, now) = (0, 0);
        while (html.IndexOf('<') is var at and >= 0)
        {
            html = html[(at + 1)..];
            var ends = html.StartsWith("/");
            html = ends ? html[1..] : html;
            var length = html.IndexOfAnyExcept(NameCharacters);
            var name = length < 0 ? html : html[..length];
            if (name.Length > 0 && !LeftOpen.Contains(name))
            {
                now = ends ? Math.Max(0, now - 1) : now + 1;
                deepest = Math.Max(deepest, now);
            }
        }

        return deepest;
    }

    /// <summary>How many characters stand together without an empty line between them.</summary>
    public static int LongestParagraph(string markdown)
    {
        var (longest, now) = (0, 0);
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            now = line.IsWhiteSpace() ? 0 : now + line.Length;
            longest = Math.Max(longest, now);
        }

        return longest;
    }
}
