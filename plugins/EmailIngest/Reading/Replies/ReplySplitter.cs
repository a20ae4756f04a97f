namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>
/// Tells the new words of a mail from its signature and from what was written before. No line is dropped: each is in one of the three.
/// Whatever is in doubt stays with the new words (LM10).
/// </summary>
internal static class ReplySplitter
{
    /// <param name="text">The whole body.</param>
    /// <param name="lines">Those of the body.</param>
    /// <param name="isForward">What a forwarded mail says is what its sender wants to be read: it stays whole.</param>
    public static ReplyParts Split(string text, IReadOnlyList<TextLine> lines, bool isForward)
    {
        if (isForward || MailPartition.Of(lines) is not { } partition)
        {
            return new ReplyParts(WithoutEmptyEnds(text), Signature: null, Quoted: null);
        }

        var reply = Joined(partition, LinePart.New);
        return reply is null
            ? new ReplyParts(WithoutEmptyEnds(text), Signature: null, Quoted: null)
            : new ReplyParts(reply, Joined(partition, LinePart.Signature), Joined(partition, LinePart.History));
    }

    private static string? Joined(MailPartition partition, LinePart part)
    {
        var lines = new List<string>();
        for (var i = 0; i < partition.Parts.Length; i++)
        {
            if (partition.Parts[i] == part)
            {
                lines.Add(partition.Lines[i].Text);
            }
        }

        return WithoutEmptyEnds(string.Join('\n', lines)) is { Length: > 0 } text ? text : null;
    }

    private static string WithoutEmptyEnds(string text)
    {
        var trimmed = text.AsSpan().TrimEnd();
        var start = 0;
        for (var i = 0; i < trimmed.Length && char.IsWhiteSpace(trimmed[i]); i++)
        {
            // The first line keeps its indentation.
            start = trimmed[i] is '\n' or '\r' ? i + 1 : start;
        }

        return start == 0 && trimmed.Length == text.Length ? text : trimmed[start..].ToString();
    }
}
