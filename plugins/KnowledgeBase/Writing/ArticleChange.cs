using Helpdesk.KnowledgeBase.Articles;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>What a writer wants an article to be, and what she had before her when she wrote it.</summary>
/// <param name="Slug">Its address; empty to make one of the title.</param>
/// <param name="CategoryId">Where it stands.</param>
/// <param name="State">Who reads it.</param>
/// <param name="Language">The language of the wording.</param>
/// <param name="Wording">What it says.</param>
internal sealed record ArticleChange(string Slug, long CategoryId, ArticleState State, string Language, Wording Wording)
{
    /// <summary>The <see cref="Article.Version"/> that she saw.</summary>
    public int SeenVersion { get; init; }

    /// <summary>The <see cref="ArticleText.Revision"/> that she saw; 0 where there was no text in this language.</summary>
    public int SeenRevision { get; init; }

    /// <summary>The revision whose wording this is, where an old one is brought back.</summary>
    public int? RestoredFrom { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="ArticleId">The article that was written; null when nothing was.</param>
/// <param name="Faults">Why not.</param>
internal sealed record SaveResult(long? ArticleId, IReadOnlyList<Fault> Faults)
{
    /// <summary>Somebody else was faster, and nothing was saved.</summary>
    public bool IsConflict { get; init; }

    public bool IsDone => ArticleId is not null;

    public static SaveResult No(params IReadOnlyList<Fault> faults) => new(ArticleId: null, faults);
}
