using Helpdesk.Engine.Search;
using Helpdesk.Engine.Storage;
using Helpdesk.Testing;

namespace Helpdesk.Engine.Tests.Search;

/// <summary>A desk with an index and those who ask it. The source is <c>library.books</c>, the audience <c>public</c>, the language English unless told.</summary>
internal sealed class SearchUnderTest : IAsyncDisposable
{
    public const string Source = "library.books";
    public const string Public = "public";

    private readonly TestDesk _desk;
    private readonly Searcher _searcher;
    private readonly SearchIndex _index = new();

    private SearchUnderTest(TestDesk desk)
    {
        _desk = desk;
        _searcher = new Searcher(desk.Store);
    }

    public DeskStore Store => _desk.Store;

    public static async Task<SearchUnderTest> OpenAsync(string provider) => new(await TestDesk.OpenAsync(provider));

    public static SearchDocument Document(string key, string title, string text = "", string language = "en", string audience = Public, string source = Source) =>
        new(source, key, language, audience, title) { Text = text };

    public Task PutAsync(params SearchDocument[] documents) =>
        Store.WriteAsync(
            async (unit, token) =>
            {
                foreach (var document in documents)
                {
                    await _index.PutAsync(unit, document, token);
                }
            },
            default);

    public Task PutAsync(UnitOfWork unit, SearchDocument document) => _index.PutAsync(unit, document, default);

    public Task RemoveAsync(string key, string? language = null) =>
        Store.WriteAsync((unit, token) => _index.RemoveAsync(unit, Source, key, language, token), default);

    public Task RemoveAllOfAsync(string pluginId) =>
        Store.WriteAsync((unit, token) => SearchIndex.RemoveAllOfAsync(unit, pluginId, token), default);

    public Task<SearchResult> AskAsync(SearchQuestion question) => _searcher.FindAsync(question, default);

    public Task<SearchResult> AskAsync(string text, string language = "en", string audience = Public) =>
        AskAsync(new SearchQuestion(Source, text, [audience], language));

    /// <summary>The keys of what is found, the best first.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(string text, string language = "en", string audience = Public) =>
        [.. (await AskAsync(text, language, audience)).Hits.Select(hit => hit.Key)];

    public ValueTask DisposeAsync() => _desk.DisposeAsync();
}
