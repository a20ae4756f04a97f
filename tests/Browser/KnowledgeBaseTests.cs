using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>Row E5: the knowledge base as readers and writers see it. The plugin runs while these tests do; the others know nothing of it.</summary>
[Collection(OpenDesk.Name)]
[Trait("Kind", "slow")]
public sealed class KnowledgeBaseTests(OpenDesk desk) : IAsyncLifetime
{
    private const string Plugin = "knowledge-base";

    private bool _runs;

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

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_runs)
        {
            await desk.Desk.DisableAsync(Plugin);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Pages))]
    public async Task A_page_of_the_knowledge_base_is_readable_by_everybody_on_any_screen(string name, string? reader, string path)
    {
        await using var visitor = await ComeAsync(reader);

        await visitor.Page.GotoAsync(path);

        await visitor.Page.ShouldBeGoodAsync(name);
        visitor.ShouldBeContent();
    }

    [SkippableFact]
    public async Task A_writer_looks_at_her_text_before_she_saves_it_and_readers_find_it()
    {
        await using var visitor = await ComeAsync(DemoPeople.Administrator);
        var page = visitor.Page;
        await page.GotoAsync("/kb/write/new");
        await page.GetByLabel("Title").FillAsync("How to fold a zeppelin");
        await page.GetByLabel("Summary").FillAsync("In three steps.");
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("## First step\n\nLet the air out.");
        await page.GetByLabel("State").SelectOptionAsync("public");
        await page.GetByLabel("Category").SelectOptionAsync(new SelectOptionValue { Label = "Servers" });

        await page.Locator("[data-show=preview]").ClickAsync();
        await page.Locator("#kb-look h2").Filter(new() { HasText = "First step" }).WaitForAsync();
        await page.ShouldBeGoodAsync("kb-write-preview");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("The article is saved.").WaitForAsync();
        await page.ShouldBeGoodAsync("kb-write-edit");
        await page.GetByRole(AriaRole.Link, new() { Name = "Revisions" }).ClickAsync();
        await page.Locator(".kb-table").WaitForAsync();
        await page.ShouldBeGoodAsync("kb-write-revisions");

        await page.GotoAsync("/kb/search?q=zeppelin");
        await page.GetByRole(AriaRole.Link, new() { Name = "How to fold a zeppelin" }).ClickAsync();
        (await page.Locator("[data-kb-print]").IsVisibleAsync()).Should().BeTrue("a script is there to print with");
        await page.GetByRole(AriaRole.Button, new() { Name = "No", Exact = true }).ClickAsync();
        await page.Locator("#kb-vote [role=status]").WaitForAsync();
        await page.ShouldBeGoodAsync("kb-article-voted");
        visitor.ShouldBeContent();
    }

    private async Task<Visitor> ComeAsync(string? reader)
    {
        var visitor = reader is null ? await desk.VisitAsync() : await desk.SignInAsync(reader);
        await desk.Desk.EnableAsync(Plugin);
        _runs = true;
        await desk.Desk.FillDemoAsync(Plugin);
        return visitor;
    }
}
