using System.Net;
using System.Text;

namespace Helpdesk.EmailIngest.Reading.Markup;

/// <summary>The text of HTML that is too odd to be read as such: without its tags, a line for each block.</summary>
internal static class TagStripper
{
    public static string TextOf(string source, int mostCharacters)
    {
        var text = new StringBuilder();
        var tags = new TagScanner(source);
        var more = true;
        while (more && text.Length < mostCharacters)
        {
            more = tags.Next();
            Append(text, tags.TextBefore);
            if (HtmlElement.Find(tags.Name) is { } element)
            {
                Separate(text, element, ref tags);
            }
        }

        return text.ToString(0, Math.Min(text.Length, mostCharacters)).Trim();
    }

    public static bool HasText(string source)
    {
        var tags = new TagScanner(source);
        for (var more = true; more;)
        {
            more = tags.Next();
            if (!WebUtility.HtmlDecode(tags.TextBefore.ToString()).AsSpan().IsWhiteSpace() || tags.Name.Equals("img", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            if (!tags.IsEnd && HtmlElement.Find(tags.Name) is { IsRaw: true })
            {
                tags.SkipTo(tags.Name);
            }
        }

        return false;
    }

    private static void Separate(StringBuilder text, HtmlElement element, ref TagScanner tags)
    {
        if (element.IsRaw && !tags.IsEnd)
        {
            tags.SkipTo(tags.Name);
        }
        else if (element.Kinds.HasFlag(ElementKinds.Block) || element.Name is "br" or "tr")
        {
            text.Append(text.Length > 0 && text[^1] != '\n' ? "\n" : "");
        }
        else if (element.Kinds.HasFlag(ElementKinds.TablePart))
        {
            text.Append(text.Length > 0 && !char.IsWhiteSpace(text[^1]) ? " " : "");
        }
    }

    private static void Append(StringBuilder text, ReadOnlySpan<char> piece)
    {
        if (piece.IsEmpty)
        {
            return;
        }

        var decoded = piece.Contains('&') ? WebUtility.HtmlDecode(piece.ToString()) : piece;
        foreach (var c in decoded)
        {
            if (!char.IsWhiteSpace(c) || c == '\u00A0')
            {
                text.Append(c);
            }
            else if (text.Length > 0 && !char.IsWhiteSpace(text[^1]))
            {
                text.Append(' ');
            }
        }
    }
}
