using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using DiffPlex.Model;
using Helpdesk.KnowledgeBase.Articles;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>A piece of a line, and whether the other text lacks it.</summary>
internal sealed record DifferingPiece(string Text, bool IsChanged);

/// <summary>A line of two texts side by side; null where a text has none there.</summary>
/// <param name="Before">In the older text.</param>
/// <param name="After">In the newer one.</param>
/// <param name="IsChanged">Whether they differ.</param>
internal sealed record DifferingLine(IReadOnlyList<DifferingPiece>? Before, IReadOnlyList<DifferingPiece>? After, bool IsChanged);

/// <summary>How two texts differ: line by line, and within a line word by word, or character by character where words stand without spaces.</summary>
internal static class Difference
{
    private static readonly SideBySideDiffBuilder Builder = new(new Differ(), new LineChunker(), new WordChunker());

    public static IReadOnlyList<DifferingLine> Between(string before, string after)
    {
        var model = Builder.BuildDiffModel(before, after, ignoreWhitespace: false);
        return [.. model.OldText.Lines.Zip(model.NewText.Lines, (old, made) => new DifferingLine(Pieces(old), Pieces(made), old.Type != ChangeType.Unchanged || made.Type != ChangeType.Unchanged))];
    }

    /// <summary>All that a writer wrote, as one text.</summary>
    public static string Whole(Wording wording) => $"{wording.Title}\n{wording.Summary}\n{wording.Keywords}\n\n{wording.Body}";

    private static IReadOnlyList<DifferingPiece>? Pieces(DiffPiece line) => line switch
    {
        { Type: ChangeType.Imaginary } => null,
        { Type: ChangeType.Modified } => [.. line.SubPieces.Where(piece => piece.Text is not null).Select(piece => new DifferingPiece(piece.Text, piece.Type != ChangeType.Unchanged))],
        _ => [new DifferingPiece(line.Text ?? "", line.Type != ChangeType.Unchanged)],
    };

    private sealed class LineChunker : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => text.Split('\n');
    }

    private sealed class WordChunker : IChunker
    {
        public IReadOnlyList<string> Chunk(string text)
        {
            var (words, start) = (new List<string>(), 0);
            for (var at = 1; at <= text.Length; at++)
            {
                if (at == text.Length || !(IsOfWord(text[at - 1]) && IsOfWord(text[at])))
                {
                    words.Add(text[start..at]);
                    start = at;
                }
            }

            return words;
        }

        /// <summary>Letters that stand together as words: not those of scripts without spaces, from U+3040 on.</summary>
        private static bool IsOfWord(char character) => char.IsLetterOrDigit(character) && character < '\u3040';
    }
}
