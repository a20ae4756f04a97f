using Helpdesk.EmailIngest.Reading.Markup;

namespace Helpdesk.EmailIngest.Reading.Bodies;

/// <summary>A stretch of a mail's body: as plain text, as HTML, or as both where the sender gave the choice.</summary>
internal sealed record BodyPiece(string? Text, string? Html)
{
    /// <summary>The text of this HTML stands in another piece.</summary>
    public bool IsToldAlready { get; init; }

    public bool SaysNothing => string.IsNullOrWhiteSpace(Text) && (string.IsNullOrWhiteSpace(Html) || !TagStripper.HasText(Html));
}

internal sealed record ReadBody(string Text, string? Html, bool HasHtml, IReadOnlyList<MailFile> Files, MailCrypto Crypto)
{
    /// <summary>What <see cref="Html"/> was made of; null where there is none.</summary>
    public IReadOnlyList<ShownPiece>? Shown { get; init; }
}
