using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Helpdesk.Bench.Pages;

/// <summary>Tells whether two pages are the same to whoever reads them: elements, attributes and text, but for what is random.</summary>
internal static class SamePage
{
    private static readonly string[] Random = ["request-token", "__RequestVerificationToken", "Owner", "RequestKey"];

    /// <returns>The first thing that differs, with what stands before it; null when nothing does.</returns>
    public static string? Difference(string ours, string theirs)
    {
        var (a, b) = (Lines(ours), Lines(theirs));
        var at = Enumerable.Range(0, Math.Min(a.Count, b.Count)).FirstOrDefault(i => a[i] != b[i], -1);
        if (at < 0 && a.Count != b.Count)
        {
            at = Math.Min(a.Count, b.Count);
        }

        return at < 0 ? null : string.Create(CultureInfo.InvariantCulture, $"after {string.Join(" ", a.Skip(Math.Max(0, at - 3)).Take(3))}\n  ours: {a.ElementAtOrDefault(at)}\n  twin: {b.ElementAtOrDefault(at)}");
    }

    private static List<string> Lines(string html)
    {
        var lines = new List<string>();
        Add(new HtmlParser().ParseDocument(html).DocumentElement, lines);
        return lines;
    }

    private static void Add(INode node, List<string> lines)
    {
        if (node is IText text)
        {
            var words = string.Join(' ', text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (words.Length > 0)
            {
                lines.Add(words);
            }

            return;
        }

        if (node is IElement element)
        {
            lines.Add(Opening(element));
        }

        foreach (var child in node.ChildNodes)
        {
            Add(child, lines);
        }

        if (node is IElement closed)
        {
            lines.Add($"</{closed.LocalName}>");
        }
    }

    private static string Opening(IElement element)
    {
        var isRandom = Random.Contains(element.GetAttribute("name"), StringComparer.Ordinal);
        var tag = new StringBuilder("<").Append(element.LocalName);
        foreach (var attribute in element.Attributes.OrderBy(a => a.Name, StringComparer.Ordinal))
        {
            var value = isRandom && (attribute.Name is "value" or "content") ? "…" : attribute.Value.Trim();
            if (attribute.Name != "class" || value.Length > 0)
            {
                tag.Append(CultureInfo.InvariantCulture, $" {attribute.Name}=\"{value}\"");
            }
        }

        return tag.Append('>').ToString();
    }
}
