using Helpdesk.Engine.Access;
using Helpdesk.Engine.Plugins.Settings;
using Helpdesk.Engine.Search.Suggestions;
using Helpdesk.KnowledgeBase.Articles;
using Helpdesk.KnowledgeBase.Reading;

namespace Helpdesk.KnowledgeBase.Suggesting;

/// <summary>Row E8: articles that may make the ticket needless that somebody is writing. She is offered what she could find herself, and nothing else (LQ7).</summary>
internal sealed class ArticleSuggestions(ArticleSearch search, ArticleReader articles, ArticleMarkup markup, SolvedCounter solved, ISettings<KnowledgeBaseSettings> settings) : ISuggestionSource
{
    public async Task<IReadOnlyList<Suggestion>> SuggestAsync(SuggestionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var problem = $"{request.Subject}\n{request.Text}";
        if (string.IsNullOrWhiteSpace(problem) || !(await settings.ReadAsync(cancellationToken)).SuggestWhileWriting)
        {
            return [];
        }

        var found = await search.SolveAsync(Reader.Of(request.Reader), problem, request.Most, cancellationToken);
        return [.. found.Select(article => new Suggestion(ArticleIndex.KeyOf(article.Line.Id), article.Line.Title, article.Line.Summary, article.Line.Href))];
    }

    public async Task<SuggestedText?> OpenAsync(string key, Actor reader, CancellationToken cancellationToken) =>
        await FindAsync(key, reader, cancellationToken) is { } opened
            ? new SuggestedText(opened.Text.Title, markup.Of(opened.Text).Html, $"/kb/a/{opened.Article.Slug}", opened.Text.Language)
            : null;

    public async Task SolvedAsync(string key, Actor reader, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, reader, cancellationToken) is { } opened)
        {
            await solved.CountAsync(opened.Article.Id, cancellationToken);
        }
    }

    private async Task<OpenedArticle?> FindAsync(string key, Actor reader, CancellationToken cancellationToken) =>
        ArticleIndex.IdOf(key) is { } id && (await settings.ReadAsync(cancellationToken)).SuggestWhileWriting ? await articles.OpenAsync(Reader.Of(reader), id, cancellationToken) : null;
}
