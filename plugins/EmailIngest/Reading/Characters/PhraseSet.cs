using System.Buffers;
using System.Collections.Frozen;

namespace Helpdesk.EmailIngest.Reading.Characters;

/// <summary>
/// Wordings of many languages, looked for all at once and in any case. Given them all, the library goes through a text letter by letter as soon as one
/// of them has a letter beyond ASCII, which takes it ten times as long; so such wordings are looked for only where a letter of theirs stands.
/// </summary>
internal sealed class PhraseSet
{
    /// <summary>Of more at a time the library takes too many letters for their beginnings.</summary>
    private const int MostAtOnce = 24;

    private readonly SearchValues<string>[] _plain;

    /// <summary>By their first letter beyond ASCII, as a capital; those that begin furthest before it come first.</summary>
    private readonly FrozenDictionary<char, Marked[]> _marked;

    public PhraseSet(params string[] phrases)
    {
        _plain =
        [
            .. phrases.Where(static phrase => Mark(phrase) < 0).Order(StringComparer.Ordinal).Chunk(MostAtOnce)
                .Select(static chunk => SearchValues.Create(chunk, StringComparison.OrdinalIgnoreCase)),
        ];
        _marked = phrases.Where(static phrase => Mark(phrase) >= 0).Select(static phrase => new Marked(phrase, Mark(phrase)))
            .GroupBy(static marked => char.ToUpperInvariant(marked.Phrase[marked.At]))
            .ToFrozenDictionary(static group => group.Key, static group => group.OrderByDescending(static marked => marked.At).ToArray());
    }

    public bool IsIn(ReadOnlySpan<char> text)
    {
        foreach (var phrases in _plain)
        {
            if (text.ContainsAny(phrases))
            {
                return true;
            }
        }

        return IndexOfMarked(text) >= 0;
    }

    /// <summary>Where the first of them begins; negative if none is there.</summary>
    public int IndexIn(ReadOnlySpan<char> text)
    {
        var first = IndexOfMarked(text);
        foreach (var phrases in _plain)
        {
            var at = text.IndexOfAny(phrases);
            first = at >= 0 && (first < 0 || at < first) ? at : first;
        }

        return first;
    }

    /// <summary>Before its mark a wording has no letter beyond ASCII, so that none that is found by a later mark begins earlier.</summary>
    private int IndexOfMarked(ReadOnlySpan<char> text)
    {
        for (var at = Mark(text); at >= 0 && _marked.Count > 0;)
        {
            if (_marked.TryGetValue(char.ToUpperInvariant(text[at]), out var candidates))
            {
                foreach (var (phrase, before) in candidates)
                {
                    if (before <= at && text[(at - before)..].StartsWith(phrase, StringComparison.OrdinalIgnoreCase))
                    {
                        return at - before;
                    }
                }
            }

            var next = Mark(text[(at + 1)..]);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return -1;
    }

    private static int Mark(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('\0', '\u007F');

    /// <param name="At">Where its first letter beyond ASCII stands.</param>
    private readonly record struct Marked(string Phrase, int At);
}
