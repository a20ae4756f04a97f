namespace Helpdesk.Browser.Tests;

/// <summary>Row E5: every page of the knowledge base as readers and writers first meet it.</summary>
[Collection(Library.Name)]
[Trait("Kind", "slow")]
public sealed class KnowledgeBaseLookTests(Library library)
{
    public static TheoryData<string, string?, string> Pages => new()
    {
        { "kb", null, "/kb" },
        { "kb-article", null, "/kb/a/reset-your-password" },
        { "kb-article-english-only", null, "/kb/a/api-quick-start" },
        { "kb-category", null, "/kb/c/e-mail" },
        { "kb-search", null, "/kb/search?q=mail" },
        { "kb-search-none", null, "/kb/search?q=xyzzy" },
        { "kb-for-staff", DemoPeople.Agent, "/kb/a/escalate-a-hotfix" },
        { "kb-home-panel", DemoPeople.Customer, "/" },
        { "kb-write", DemoPeople.Administrator, "/kb/write" },
        { "kb-write-new", DemoPeople.Administrator, "/kb/write/new" },
        { "kb-write-categories", DemoPeople.Administrator, "/kb/write/categories" },
    };

    [SkippableTheory]
    [MemberData(nameof(Pages))]
    public async Task A_page_of_the_knowledge_base_is_readable_by_everybody_on_any_screen(string name, string? reader, string path)
    {
        await using var visitor = reader is null ? await library.VisitAsync() : await library.SignInAsync(reader);

        await visitor.Page.GotoAsync(path);

        await visitor.Page.ShouldBeGoodAsync(name);
        visitor.ShouldBeContent();
    }
}
