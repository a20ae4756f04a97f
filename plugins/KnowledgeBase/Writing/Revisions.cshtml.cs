using System.Globalization;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.KnowledgeBase.Articles;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>What an article once said, how two of its texts differ, and the way back.</summary>
internal sealed class RevisionsModel(ArticleDesk desk, Catalogue catalogue, Words words) : WritingPage(words)
{
    [BindProperty(SupportsGet = true, Name = "before")]
    public int? Before { get; set; }

    [BindProperty(SupportsGet = true, Name = "after")]
    public int? After { get; set; }

    public Article Article { get; private set; } = null!;

    public string Language { get; private set; } = "";

    /// <summary>The newest first; at least one.</summary>
    public IReadOnlyList<Revision> All { get; private set; } = [];

    public Revision Older { get; private set; } = null!;

    public Revision Newer { get; private set; } = null!;

    public IReadOnlyList<DifferingLine> Differences { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long id, string language, CancellationToken cancellationToken) =>
        await FindAsync(id, language, cancellationToken) ? Page() : NotFound();

    /// <summary>Brings an old text back, as a new revision: nothing is ever lost.</summary>
    public async Task<IActionResult> OnPostRestoreAsync(long id, string language, int number, int seenVersion, int seenRevision, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || !await FindAsync(id, language, cancellationToken) || All.FirstOrDefault(revision => revision.Number == number) is not { } revision)
        {
            return NotFound();
        }

        var change = new ArticleChange(Article.Slug, Article.CategoryId, Article.State, language, revision.Wording) { SeenVersion = seenVersion, SeenRevision = seenRevision, RestoredFrom = number };
        var result = await desk.SaveAsync(id, change, Writer, cancellationToken);
        if (result is null)
        {
            return NotFound();
        }

        if (!result.IsDone)
        {
            // Somebody saved meanwhile; or what an old revision lacks, such as a summary, is asked for by now.
            Show(result.IsConflict ? [new Fault("", "knowledge-base.revisions.conflict")] : result.Faults.Select(fault => fault with { Field = "" }));
            return await FindAsync(id, language, cancellationToken) ? Page() : NotFound();
        }

        TempData.Notify(Words["knowledge-base.revisions.restored", number]);
        return Redirect(Address(id, language));
    }

    private async Task<bool> FindAsync(long id, string language, CancellationToken cancellationToken)
    {
        if (!Languages.Contains(language, StringComparer.Ordinal) || await catalogue.FindAsync(id, cancellationToken) is not { } article)
        {
            return false;
        }

        (Article, Language, All) = (article, language, await catalogue.RevisionsAsync(id, language, cancellationToken));
        if (All.Count == 0)
        {
            return false;
        }

        Newer = All.FirstOrDefault(revision => revision.Number == After) ?? All[0];
        Older = All.FirstOrDefault(revision => revision.Number == Before) ?? All.FirstOrDefault(revision => revision.Number < Newer.Number) ?? Newer;
        Differences = Difference.Between(Difference.Whole(Older.Wording), Difference.Whole(Newer.Wording));
        return true;
    }

    private static string Address(long id, string language) => string.Create(CultureInfo.InvariantCulture, $"/kb/write/{id}/{language}/revisions");
}
