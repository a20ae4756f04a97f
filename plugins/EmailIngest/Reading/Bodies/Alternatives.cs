namespace Helpdesk.EmailIngest.Reading.Bodies;

/// <summary>multipart/alternative: the same again and again, the best last (RFC 2046 §5.1.4).</summary>
internal static class Alternatives
{
    /// <summary>One piece with the plainest and the richest of them, where each says anything.</summary>
    public static List<BodyPiece> Merge(IReadOnlyList<List<BodyPiece>> choices)
    {
        var rich = choices.LastOrDefault(c => c.Exists(p => p.Html is not null && !p.SaysNothing));
        var plain = choices.FirstOrDefault(c => c.Exists(p => !p.SaysNothing) && !c.Exists(p => p.Html is not null));
        if (rich is null || plain is null)
        {
            return rich ?? plain ?? choices.FirstOrDefault(c => c.Count > 0) ?? [];
        }

        // All of the plain text goes with the first of the rich pieces, and the others have been said with it.
        var text = string.Join('\n', plain.Select(p => p.Text));
        return [.. rich.Select((piece, i) => piece with { Text = i == 0 ? text : null, IsToldAlready = i > 0 })];
    }
}
