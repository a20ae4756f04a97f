using System.Text;
using AngleSharp.Dom;
using Helpdesk.EmailIngest.Reading.Bodies;

namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>
/// What is new in a mail, as its sender laid it out. The page's own lines are told apart as those of a text are; where that comes to something else than
/// the mail's text did, the text is the surer of the two (LM10).
/// </summary>
internal static class ReplyPage
{
    /// <summary>So many lines of the text are looked for in the page: where two tellings differ, they differ early.</summary>
    private const int MostCompared = 200;

    private const int LongestCompared = 200_000;

    /// <summary>Shorter lines stand in any text by chance.</summary>
    private const int ShortestCompared = 8;

    /// <returns>Null where it is not to be told.</returns>
    public static string? Of(ReadBody body, ReplyParts said, bool isForward)
    {
        if (body.Shown is not { } pieces || isForward)
        {
            return body.Html;
        }

        List<SourceLine> lines = [.. pieces.SelectMany(piece => piece.Lines)];
        if (PartsOf(lines) is not { } parts)
        {
            return said is { Signature: null, Quoted: null } ? body.Html : null;
        }

        return Agrees(lines, parts, said) && Kept(lines, parts) is { } kept ? Write(pieces, parts, kept) : null;
    }

    /// <summary>By line; null where all of it is new.</summary>
    private static LinePart[]? PartsOf(List<SourceLine> lines)
    {
        var given = TextLines.Of(lines.Select(line => line.Text));
        if (MailPartition.Of(given) is not { } partition || !partition.Parts.Contains(LinePart.New))
        {
            return null;
        }

        // A line that shares an attribution became two there, and all of it stays.
        var parts = new LinePart[lines.Count];
        for (var (line, at) = (0, 0); line < lines.Count; line++, at++)
        {
            parts[line] = partition.Parts[at];
            if (!ReferenceEquals(partition.Lines[at], given[line]))
            {
                at++;
                parts[line] = LinePart.New;
            }
        }

        return parts;
    }

    private static bool Agrees(List<SourceLine> lines, LinePart[] parts, ReplyParts said)
    {
        if (said.Reply.Length > LongestCompared || (said.Quoted is not null && !parts.Contains(LinePart.History)))
        {
            return false;
        }

        var folded = LettersOf(lines, parts, isNew: false);
        if (folded.Length == 0)
        {
            return true;
        }

        var shown = LettersOf(lines, parts, isNew: true);
        return said.Reply.Split('\n').Take(MostCompared).Select(LettersOf)
            .All(line => line.Length < ShortestCompared || shown.Contains(line, StringComparison.Ordinal) || !folded.Contains(line, StringComparison.Ordinal));
    }

    /// <summary>Null where words that go and words that stay stand in one piece of text.</summary>
    private static HashSet<INode>? Kept(List<SourceLine> lines, LinePart[] parts)
    {
        var (kept, gone) = (new HashSet<INode>(ReferenceEqualityComparer.Instance), new HashSet<INode>(ReferenceEqualityComparer.Instance));
        for (var i = 0; i < lines.Count; i++)
        {
            (parts[i] == LinePart.New ? kept : gone).UnionWith(lines[i].Sources ?? []);
        }

        return kept.Overlaps(gone) ? null : kept;
    }

    private static string Write(IReadOnlyList<ShownPiece> pieces, LinePart[] parts, HashSet<INode> kept)
    {
        var page = new StringBuilder();
        var first = 0;
        foreach (var piece in pieces)
        {
            var start = first;
            first += piece.Lines.Count;
            if (!Enumerable.Range(start, piece.Lines.Count).Any(line => parts[line] == LinePart.New && piece.Lines[line - start] is not { Text: "", Sources: null }))
            {
                continue;
            }

            page.Append(piece.Page is { } laid ? laid.Part(kept) : ShownPiece.AsPage(piece.Lines.Where((_, line) => parts[start + line] == LinePart.New).Select(line => line.Text)));
        }

        return page.ToString();
    }

    private static string LettersOf(List<SourceLine> lines, LinePart[] parts, bool isNew)
    {
        var letters = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            if (parts[i] == LinePart.New == isNew)
            {
                AppendLetters(letters, lines[i].Text);
            }
        }

        return letters.ToString();
    }

    private static string LettersOf(string text) => AppendLetters(new StringBuilder(text.Length), text).ToString();

    private static StringBuilder AppendLetters(StringBuilder letters, string text)
    {
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character))
            {
                letters.Append(character);
            }
        }

        return letters;
    }
}
