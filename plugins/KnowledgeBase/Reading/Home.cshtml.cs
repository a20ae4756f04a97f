using Helpdesk.Engine.Plugins.Settings;

namespace Helpdesk.KnowledgeBase.Reading;

/// <summary>The way in: search, the shelves, and what others found useful.</summary>
internal sealed class HomeModel(ArticleReader articles, ISettings<KnowledgeBaseSettings> settings) : ReadingPage(settings)
{
    private const int Most = 6;

    public IReadOnlyList<Shelf> Shelves { get; private set; } = [];

    public IReadOnlyList<ArticleLine> Helpful { get; private set; } = [];

    public IReadOnlyList<ArticleLine> Newest { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Shelves = (await articles.CategoriesAsync(Reader, cancellationToken)).Roots;
        Helpful = await articles.MostHelpfulAsync(Reader, Most, cancellationToken);
        Newest = await articles.NewestAsync(Reader, Most, cancellationToken);
    }
}
