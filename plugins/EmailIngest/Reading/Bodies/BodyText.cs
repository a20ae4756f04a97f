using Helpdesk.EmailIngest.Reading.Markup;

namespace Helpdesk.EmailIngest.Reading.Bodies;

/// <summary>Puts the pieces of a body together, as text and as a page.</summary>
internal sealed class BodyText(HtmlReader markup)
{
    private readonly List<string> _texts = [];

    private readonly List<ShownPiece> _shown = [];

    private bool _hasMore;

    public string Text => _texts is [var only] ? only : string.Join('\n', _texts.Select((t, i) => i < _texts.Count - 1 && t.EndsWith('\n') ? t[..^1] : t));

    /// <summary>Null without HTML, and where some of it was too much to be shown.</summary>
    public IReadOnlyList<ShownPiece>? Shown => !_hasMore && _shown.Exists(static piece => piece.Page is not null) ? _shown : null;

    public void Add(BodyPiece piece)
    {
        if (piece.Html is not null && TagStripper.HasText(piece.Html))
        {
            var read = markup.Read(piece.Html, wantsText: !piece.IsToldAlready && string.IsNullOrWhiteSpace(piece.Text));
            AddText(read.Text ?? piece.Text);
            _hasMore |= read.Page is null;
            _shown.Add(new ShownPiece(read.Page, Text: null));
        }
        else if (!string.IsNullOrWhiteSpace(piece.Text))
        {
            AddText(piece.Text);
            _shown.Add(new ShownPiece(Page: null, piece.Text));
        }
    }

    private void AddText(string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            _texts.Add(text);
        }
    }
}
