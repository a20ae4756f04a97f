using System.Collections.Frozen;

namespace Helpdesk.Engine.Pages.Panels;

/// <summary>
/// Whether a piece of HTML ends where it began, so that it can stand inside a page: no tag of it closes an element of the
/// page, and none of its own stays open and swallows what follows. Follows the tokenizer of the HTML standard (§13.2.5) as
/// far as that takes; it is no sanitizer.
/// </summary>
internal static class HtmlBalance
{
    private static readonly FrozenSet<string> Void = Names("area base br col embed hr img input link meta source track wbr");
    private static readonly FrozenSet<string> EndMayBeLeftOut = Names("p li dt dd option optgroup tr td th thead tbody tfoot colgroup caption rt rp");
    private static readonly FrozenSet<string> Text = Names("script style textarea title xmp iframe noembed noframes");
    private static readonly FrozenSet<string> OfThePage = Names("html head body frameset plaintext base");

    /// <summary>What is wrong, for the log; null when nothing is.</summary>
    public static string? Fault(string html)
    {
        var open = new Stack<string>();
        var at = 0;
        while ((at = html.IndexOf('<', at)) >= 0)
        {
            var rest = html.AsSpan(at);
            string? fault = null;
            if (rest.StartsWith("<!--"))
            {
                at = After(html, "-->", at + 4);
                fault = at < 0 ? "A comment is not closed." : null;
            }
            else if (rest is ['<', '!' or '?', ..])
            {
                at = After(html, ">", at);
                fault = at < 0 ? "A declaration is not closed." : null;
            }
            else if (rest is ['<', '/', var end, ..] && char.IsAsciiLetter(end))
            {
                fault = Close(html, ref at, open);
            }
            else if (rest is ['<', var start, ..] && char.IsAsciiLetter(start))
            {
                fault = Open(html, ref at, open);
            }
            else
            {
                at++;
            }

            if (fault is not null)
            {
                return fault;
            }
        }

        return open.FirstOrDefault(name => !EndMayBeLeftOut.Contains(name)) is { } left ? $"<{left}> is not closed." : null;
    }

    private static string? Close(string html, ref int at, Stack<string> open)
    {
        var name = Name(html, at + 2);
        at = TagEnd(html, at, out _);
        if (at < 0)
        {
            return $"The tag </{name}> has no end.";
        }

        while (open.TryPop(out var top))
        {
            if (top == name)
            {
                return null;
            }

            if (!EndMayBeLeftOut.Contains(top))
            {
                return $"</{name}> closes <{top}>.";
            }
        }

        return $"</{name}> closes nothing of its own.";
    }

    private static string? Open(string html, ref int at, Stack<string> open)
    {
        var name = Name(html, at + 1);
        at = TagEnd(html, at, out var closesItself);
        if (at < 0)
        {
            return $"The tag <{name}> has no end.";
        }

        if (OfThePage.Contains(name))
        {
            return $"<{name}> is the page's own.";
        }

        if (Text.Contains(name))
        {
            var end = html.IndexOf($"</{name}", at, StringComparison.OrdinalIgnoreCase);
            at = end < 0 ? -1 : TagEnd(html, end, out _);
            return at < 0 ? $"<{name}> is not closed." : null;
        }

        // Only in SVG and MathML does '/>' close anything.
        if (!Void.Contains(name) && !(closesItself && (name is "svg" or "math" || open.Contains("svg") || open.Contains("math"))))
        {
            open.Push(name);
        }

        return null;
    }

    private static string Name(string html, int at)
    {
        var end = at;
        while (end < html.Length && !char.IsWhiteSpace(html[end]) && html[end] is not ('/' or '>'))
        {
            end++;
        }

        return html[at..end].ToLowerInvariant();
    }

    /// <summary>Behind the tag's '&gt;', or -1; one within a quoted value is not it.</summary>
    private static int TagEnd(string html, int at, out bool closesItself)
    {
        closesItself = false;
        var afterEquals = false;
        for (var i = at + 1; i < html.Length; i++)
        {
            var c = html[i];
            if (afterEquals && c is '"' or '\'')
            {
                i = html.IndexOf(c, i + 1);
                if (i < 0)
                {
                    return -1;
                }
            }
            else if (c == '>')
            {
                closesItself = html[i - 1] == '/';
                return i + 1;
            }

            afterEquals = c == '=' || (afterEquals && char.IsWhiteSpace(c));
        }

        return -1;
    }

    private static int After(string html, string what, int from)
    {
        var found = from <= html.Length ? html.IndexOf(what, from, StringComparison.Ordinal) : -1;
        return found < 0 ? -1 : found + what.Length;
    }

    private static FrozenSet<string> Names(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
