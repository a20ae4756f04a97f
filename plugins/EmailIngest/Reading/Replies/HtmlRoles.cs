using System.Collections.Frozen;
using AngleSharp.Dom;

namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>What an element does to the text in and around it.</summary>
[Flags]
internal enum HtmlRole
{
    Inline = 0,

    /// <summary>Begins and ends a line.</summary>
    Block = 1,

    /// <summary>Has empty lines around it.</summary>
    Paragraph = 2,
    Quote = 4,
    Preformatted = 8,
    Break = 16,
    Cell = 32,
    Point = 64,

    /// <summary>Says something by its alternative text: an emoji.</summary>
    Picture = 128,
}

/// <summary>How browsers and mail programs use the elements of HTML.</summary>
internal static class HtmlRoles
{
    private const int LongestEmoji = 8;

    private static readonly FrozenSet<string> Blocks = Set(
        "address article aside body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form header hgroup html legend li main",
        "menu nav option section summary tbody tfoot thead tr");

    private static readonly FrozenSet<string> Paragraphs = Set("p h1 h2 h3 h4 h5 h6 ul ol table pre blockquote hr listing xmp");

    private static readonly FrozenSet<string> Hidden = Set(
        "applet audio base canvas embed frameset head iframe link map math meta noframes object script select style svg template textarea title video");

    public static bool IsHidden(IElement element)
    {
        if (Hidden.Contains(element.LocalName) || element.HasAttribute("hidden"))
        {
            return true;
        }

        var style = element.GetAttribute("style");
        return style is not null && (HasRule(style, "display", "none") || HasRule(style, "mso-hide", "all"));
    }

    public static HtmlRole Of(IElement element, bool isInQuote, bool isAfterColon)
    {
        var name = element.LocalName;
        return name switch
        {
            "br" => HtmlRole.Break,
            "td" or "th" => HtmlRole.Cell,
            "li" => HtmlRole.Block | HtmlRole.Point,
            "pre" or "listing" or "xmp" => HtmlRole.Paragraph | HtmlRole.Preformatted,
            "blockquote" => HtmlRole.Paragraph | (IsQuote(element, isInQuote, isAfterColon) ? HtmlRole.Quote : HtmlRole.Inline),
            "img" => IsEmoji(element.GetAttribute("alt")) ? HtmlRole.Picture : HtmlRole.Inline,
            "p" when HasNoMargin(element) => HtmlRole.Block,
            _ when !isInQuote && IsAttribution(element) => HtmlRole.Block | HtmlRole.Quote,
            _ => Paragraphs.Contains(name) ? HtmlRole.Paragraph : Blocks.Contains(name) ? HtmlRole.Block : HtmlRole.Inline,
        };
    }

    public static bool HasNoMargin(IElement paragraph) =>
        (paragraph.ClassName?.Contains("Mso", StringComparison.Ordinal) ?? false) || HasRule(paragraph.GetAttribute("style") ?? "", "margin", "0");

    /// <summary>People indent with the same element as programs quote (Gmail, Apple Mail and Outlook on the web do it for them).</summary>
    private static bool IsQuote(IElement element, bool isInQuote, bool isAfterColon)
    {
        var names = element.ClassName ?? "";
        var style = element.GetAttribute("style") ?? "";
        if (isInQuote || element.HasAttribute("cite") || string.Equals(element.GetAttribute("type"), "cite", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (names.Contains("indent", StringComparison.OrdinalIgnoreCase) || HasRule(style, "border", "none") || HasRule(style, "border", "medium none"))
        {
            return false;
        }

        return isAfterColon || names.Contains("quote", StringComparison.OrdinalIgnoreCase) || names.Contains("cite", StringComparison.OrdinalIgnoreCase)
            || style.Contains("border-left", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Gmail and Thunderbird say in their markup which line is the attribution, whatever its language. Gmail does so over a forwarded mail, too.
    /// </summary>
    private static bool IsAttribution(IElement element)
    {
        var names = element.ClassName ?? "";
        if (!names.Contains("gmail_attr", StringComparison.Ordinal) && !names.Contains("moz-cite-prefix", StringComparison.Ordinal))
        {
            return false;
        }

        var first = element.ChildNodes.OfType<IText>().FirstOrDefault(text => !string.IsNullOrWhiteSpace(text.Data));
        return first is null || !first.Data.TrimStart().StartsWith('-');
    }

    private static bool IsEmoji(string? alternative) => alternative is { Length: > 0 and <= LongestEmoji } && alternative[0] > '\u2000';

    private static bool HasRule(string style, string property, string value)
    {
        var rest = style.AsSpan();
        for (var at = rest.IndexOf(property, StringComparison.OrdinalIgnoreCase); at >= 0; at = rest.IndexOf(property, StringComparison.OrdinalIgnoreCase))
        {
            rest = rest[(at + property.Length)..].TrimStart();
            if (rest.Length > 0 && rest[0] == ':' && rest[1..].TrimStart().StartsWith(value, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenSet<string> Set(params string[] names) => names.SelectMany(line => line.Split(' ')).ToFrozenSet(StringComparer.Ordinal);
}
