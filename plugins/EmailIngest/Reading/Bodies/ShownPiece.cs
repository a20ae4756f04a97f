using System.Net;
using Helpdesk.EmailIngest.Reading.Markup;
using Helpdesk.EmailIngest.Reading.Replies;

namespace Helpdesk.EmailIngest.Reading.Bodies;

/// <summary>A stretch of a mail as it is shown: a page, or text where the sender gave none.</summary>
/// <param name="Page">Null for text.</param>
/// <param name="Text">Null for a page.</param>
internal sealed record ShownPiece(LaidPage? Page, string? Text)
{
    private IReadOnlyList<SourceLine>? _lines = Page?.Lines;

    /// <summary>Of a text, split when somebody asks: most mails show no page, and nobody does.</summary>
    public IReadOnlyList<SourceLine> Lines => _lines ??= [.. (Text ?? "").TrimEnd().Split('\n').Select(static line => new SourceLine(line, Sources: null))];

    public string Whole() => Page?.Whole() ?? AsPage(Lines.Select(line => line.Text));

    public static string AsPage(IEnumerable<string> lines) => $"<div>{string.Join("<br>", lines.Select(WebUtility.HtmlEncode))}</div>";
}
