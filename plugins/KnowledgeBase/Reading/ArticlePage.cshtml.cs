using System.Globalization;
using Helpdesk.Engine.Plugins.Settings;
using Helpdesk.Engine.Texts;
using Helpdesk.KnowledgeBase.Articles;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.KnowledgeBase.Reading;

/// <summary>Row E5: an article worth reading, and what its reader says of it.</summary>
internal sealed class ArticlePageModel(ArticleReader articles, ArticleSearch search, ArticleMarkup markup, VoteDesk votes, ISettings<KnowledgeBaseSettings> settings) : ReadingPage(settings)
{
    private const int MostRelated = 5;

    /// <summary>The language of the article that was asked for; the page's own stays the reader's.</summary>
    [BindProperty(SupportsGet = true, Name = "lang")]
    public string? AskedLanguage { get; set; }

    public OpenedArticle Opened { get; private set; } = null!;

    public RichText Markup { get; private set; } = null!;

    public IReadOnlyList<Category> Trail { get; private set; } = [];

    public IReadOnlyList<ArticleLine> Related { get; private set; } = [];

    /// <summary>What the reader has said of it; null for nothing.</summary>
    public bool? Said { get; private set; }

    /// <summary>She did not ask for this language, and it is not hers.</summary>
    public bool IsInAnotherLanguage => Opened.Text.Language != Reader.Language && Opened.Text.Language != AskedLanguage;

    public string VoteUrl => $"/kb/a/{Opened.Article.Slug}?handler=vote{(AskedLanguage is null ? "" : $"&lang={Opened.Text.Language}")}";

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken)
    {
        if (await articles.OpenAsync(Reader, slug, AskedLanguage, cancellationToken) is not { } opened)
        {
            return await articles.MovedToAsync(Reader, slug, cancellationToken) is { } moved ? RedirectPermanent($"/kb/a/{moved}{Request.QueryString}") : NotFound();
        }

        Opened = opened;
        Markup = markup.Of(opened.Text);
        Trail = await TrailAsync(opened.Article, cancellationToken);
        Related = await search.RelatedAsync(Reader, opened, MostRelated, cancellationToken);
        Said = await votes.OfAsync(Voter.Of(HttpContext, Reader.Actor), opened.Article.Id, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostVoteAsync(string slug, bool? helpful, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || helpful is not { } isHelpful)
        {
            return BadRequest();
        }

        if (await articles.OpenAsync(Reader, slug, AskedLanguage, cancellationToken) is not { Article.State: not ArticleState.Draft } opened)
        {
            return NotFound();
        }

        await votes.VoteAsync(Voter.Ensure(HttpContext, Reader.Actor), opened.Article.Id, isHelpful, cancellationToken);
        return Redirect($"/kb/a/{opened.Article.Slug}{(AskedLanguage is null ? "" : $"?lang={opened.Text.Language}")}#kb-vote");
    }

    private async Task<IReadOnlyList<Category>> TrailAsync(Article article, CancellationToken cancellationToken)
    {
        var trail = await articles.TrailAsync(article.CategoryId, cancellationToken);
        if (article.State != ArticleState.Draft)
        {
            return trail;
        }

        // A draft may be all that stands on its shelf, which is then no shelf to lead to.
        var shelves = await articles.CategoriesAsync(Reader, cancellationToken);
        return [.. trail.Where(category => shelves.Find(category.Slug) is not null)];
    }

    /// <summary>In the reader's language.</summary>
    public static string NameOf(string language) => CultureInfo.GetCultureInfo(language).DisplayName;

    public static string NativeNameOf(string language) => CultureInfo.GetCultureInfo(language).NativeName;
}
