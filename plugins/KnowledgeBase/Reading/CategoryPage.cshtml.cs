using Helpdesk.Engine.Plugins.Settings;
using Helpdesk.KnowledgeBase.Articles;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.KnowledgeBase.Reading;

/// <summary>One shelf. A shelf on which the reader finds nothing is not there for her.</summary>
internal sealed class CategoryPageModel(ArticleReader articles, ISettings<KnowledgeBaseSettings> settings) : ReadingPage(settings)
{
    public Shelf Shelf { get; private set; } = null!;

    /// <summary>The categories that it stands in.</summary>
    public IReadOnlyList<Category> Above { get; private set; } = [];

    public IReadOnlyList<ArticleLine> Articles { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken)
    {
        var categories = await articles.CategoriesAsync(Reader, cancellationToken);
        if (categories.Find(slug) is not { } shelf)
        {
            return NotFound();
        }

        Shelf = shelf;
        Above = [.. (await articles.TrailAsync(shelf.Category.Id, cancellationToken)).SkipLast(1)];
        Articles = await articles.InCategoryAsync(Reader, shelf.Category.Id, cancellationToken);
        return Page();
    }
}
