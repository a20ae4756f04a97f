using System.Diagnostics.CodeAnalysis;
using System.Text;
using Helpdesk.Engine.Search.Words;

namespace Helpdesk.Engine.Search;

/// <summary>A document as it is stored: what is shown of it, and the terms by which it is found.</summary>
internal sealed class IndexedDocument
{
    public const int LongestSource = 80;
    public const int LongestKey = 100;
    public const int LongestLanguage = 16;
    public const int LongestAudience = 40;
    public const int LongestTitle = 200;
    public const int LongestSummary = 1_000;
    public const int LongestText = 200_000;

    /// <summary>Folding may lengthen: ㌖ is キロメートル.</summary>
    public const int LongestFoldedTitle = 400;

    /// <summary>Ranking does not tell more from so many, and a log that was pasted would fill the index with one word.</summary>
    private const int MostOfATerm = 8;

    private IReadOnlySet<string>? _words;

    public IndexedDocument(long id, SearchDocument document)
    {
        Id = id;
        Source = document.Source;
        Key = document.Key;
        Language = document.Language;
        Put(document);
    }

    private IndexedDocument()
    {
    }

    public long Id { get; private init; }

    public string Source { get; private init; } = "";

    public string Key { get; private init; } = "";

    public string Language { get; private init; } = "";

    public string Audience { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string FoldedTitle { get; private set; } = "";

    public string Keywords { get; private set; } = "";

    public string Summary { get; private set; } = "";

    /// <summary>Terms of title and keywords, a space between, in order.</summary>
    public string HeadTerms { get; private set; } = "";

    /// <summary>Terms of the summary.</summary>
    public string SummaryTerms { get; private set; } = "";

    /// <summary>Terms of the text, each at most eight times.</summary>
    public string TextTerms { get; private set; } = "";

    /// <summary>Last, and so is what it is found by before it: SQLite reads a row from its beginning.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Replaces all but what it is known by.</summary>
    public void Put(SearchDocument document)
    {
        Audience = document.Audience;
        Title = Storable(document.Title);
        FoldedTitle = Folding.Title(Title, LongestFoldedTitle);
        Keywords = Storable(document.Keywords);
        Summary = Storable(document.Summary);
        Text = Storable(document.Text.Length <= LongestText ? document.Text : document.Text[..LongestText]);
        Analyse();
    }

    /// <summary>Each of its terms once.</summary>
    public IReadOnlySet<string> DistinctTerms() =>
        new[] { HeadTerms, SummaryTerms, TextTerms }.SelectMany(terms => terms.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Each of the words in it that somebody may misspell, once. They are not stored, but read out of it again.</summary>
    public IReadOnlySet<string> DistinctWords()
    {
        if (_words is null)
        {
            Analyse();
        }

        return _words;
    }

    [MemberNotNull(nameof(_words))]
    private void Analyse()
    {
        var analyser = new Analyser(Language);
        var words = new HashSet<string>(StringComparer.Ordinal);
        HeadTerms = Terms($"{Title}\n{Keywords}");
        SummaryTerms = Terms(Summary);
        TextTerms = Terms(Text);
        _words = words;

        string Terms(string text)
        {
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            var terms = new StringBuilder();
            foreach (var term in analyser.Terms(text).Where(term => term.Text.Length > 0))
            {
                if (term.Kind is TermKind.Word or TermKind.Whole && VocabularyWord.IsOne(term.Word))
                {
                    words.Add(term.Word);
                }

                var count = counts.GetValueOrDefault(term.Text) + 1;
                counts[term.Text] = count;
                if (count <= MostOfATerm)
                {
                    terms.Append(terms.Length > 0 ? " " : "").Append(term.Text);
                }
            }

            return terms.ToString();
        }
    }

    /// <summary>PostgreSQL keeps neither the character 0 nor halves of surrogate pairs.</summary>
    private static string Storable(string text) => Folding.Whole(text).Replace('\0', ' ');
}
