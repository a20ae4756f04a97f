namespace Helpdesk.KnowledgeBase.Articles;

/// <summary>What an article says in one language, as it stands now. Each text that was saved is kept as a <see cref="Revision"/>.</summary>
internal sealed class ArticleText
{
    public const int LongestLanguage = 16;

    private ArticleText()
    {
    }

    public ArticleText(long articleId, string language)
    {
        ArticleId = articleId;
        Language = language;
    }

    public long ArticleId { get; private set; }

    /// <summary>BCP 47, such as <c>en</c>.</summary>
    public string Language { get; private set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>The title in lower case, for writers who look for a part of it: databases differ in what they take for alike.</summary>
    public string FoldedTitle { get; private set; } = "";

    public string Summary { get; private set; } = "";

    /// <summary>Other words that people use for it, separated by commas; found, and not shown.</summary>
    public string Keywords { get; private set; } = "";

    /// <summary>Markdown.</summary>
    public string Body { get; private set; } = "";

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>How long it takes to read, in minutes, at least one.</summary>
    public int ReadingMinutes { get; private set; }

    /// <summary>The <see cref="Revision.Number"/> of what stands here.</summary>
    public int Revision { get; private set; }

    public Wording Wording => new(Title, Summary, Keywords, Body);

    public static string Fold(string title) => title.ToLowerInvariant();

    /// <summary>Replaces what stands here.</summary>
    /// <returns>What to keep of it.</returns>
    public Revision Write(long revisionId, Wording wording, Writer editor, DateTimeOffset now, int? restoredFrom = null)
    {
        Title = wording.Title;
        FoldedTitle = Fold(wording.Title);
        Summary = wording.Summary;
        Keywords = wording.Keywords;
        Body = wording.Body;
        UpdatedAt = now;
        ReadingMinutes = ReadingTime.MinutesOf(wording.Body);
        Revision++;
        return new Revision(revisionId, this, editor, restoredFrom);
    }
}
