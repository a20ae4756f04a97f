using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace Helpdesk.Host.Conversation;

/// <summary>
/// What somebody wrote, as HTML: every character as it came, web addresses as links. Escapes by itself, and only what
/// HTML gives a meaning: the usual encoder writes U+0080 to U+009F as references, and a browser reads those as
/// Windows-1252 (HTML standard §13.2.5.80), which would change the text.
/// </summary>
internal sealed partial class MessageText(string body) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var at = 0;
        foreach (var link in Link().EnumerateMatches(body))
        {
            var end = link.Index + LengthWithoutPunctuation(body.AsSpan(link.Index, link.Length));
            Escape(writer, body.AsSpan(at, link.Index - at));
            writer.Write("<a rel=\"noopener noreferrer nofollow ugc\" href=\"");
            Escape(writer, body.AsSpan(link.Index, end - link.Index));
            writer.Write("\">");
            Escape(writer, body.AsSpan(link.Index, end - link.Index));
            writer.Write("</a>");
            at = end;
        }

        Escape(writer, body.AsSpan(at));
    }

    /// <summary>A full stop or bracket behind an address belongs to the sentence.</summary>
    private static int LengthWithoutPunctuation(ReadOnlySpan<char> address)
    {
        var length = address.Length;
        while (length > 0 && (address[length - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '"' or '*' or '>' or '。' or '、' or '」'
            || (address[length - 1] is ')' && !address[..length].Contains('('))))
        {
            length--;
        }

        return length;
    }

    private static void Escape(TextWriter writer, ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny("&<>\"") is var special and >= 0)
        {
            writer.Write(text[..special]);
            writer.Write(text[special] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => "&quot;" });
            text = text[(special + 1)..];
        }

        writer.Write(text);
    }

    [GeneratedRegex(@"\bhttps?://[^\s<>""\p{C}]{1,2000}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();
}
