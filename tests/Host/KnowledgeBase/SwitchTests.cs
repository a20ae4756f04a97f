using System.Diagnostics.CodeAnalysis;
using System.Net;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Search.Suggestions;

namespace Helpdesk.Host.Tests.KnowledgeBase;

/// <summary>What administrators switch: the plugin, and its settings.</summary>
[Trait("Kind", "slow")]
[SuppressMessage("Design", "CA1001", Justification = "xUnit ends it by DisposeAsync.")]
public sealed class SwitchTests : IAsyncLifetime
{
    private const string Article = "/kb/a/" + KnowledgeDesk.Public;

    private RunningDesk _desk = null!;
    private Browser _guest = null!;

    public async Task InitializeAsync()
    {
        _desk = await KnowledgeDesk.StartAsync();
        _guest = KnowledgeDesk.GuestOf(_desk);
    }

    public async Task DisposeAsync()
    {
        _guest.Dispose();
        await _desk.DisposeAsync();
    }

    [Fact]
    public async Task Where_it_is_not_open_guests_are_asked_to_sign_in_and_nothing_is_suggested_where_that_is_off()
    {
        using var admin = await _desk.SignedInAsync(DemoPeople.Administrator);
        using var customer = await _desk.SignedInAsync(DemoPeople.Customer);
        const string settings = "/admin/plugins/knowledge-base/settings";
        (await SuggestionsAsync()).Should().NotBeEmpty();

        // A switch that is off is a box that is not ticked: its form sends nothing.
        (await admin.SendFormAsync(settings, settings, [])).Dispose();

        foreach (var path in new[] { "/kb", Article, "/kb/a/never-was", "/kb/c/e-mail", "/kb/search?q=mail", "/kb/images/1" })
        {
            using var answer = await _guest.GetAsync(path);
            answer.StatusCode.Should().Be(HttpStatusCode.Redirect, path);
            answer.Headers.Location!.OriginalString.Should().Contain("/sign-in");
        }

        (await KnowledgeDesk.StatusAsync(customer, Article)).Should().Be(HttpStatusCode.OK);
        (await SuggestionsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Switched_off_it_is_gone_and_switched_on_again_everything_is_there()
    {
        using var customer = await _desk.SignedInAsync(DemoPeople.Customer);
        (await customer.OpenAsync("/")).QuerySelectorAll("[href='/kb']").Should().NotBeEmpty();
        var before = (await _guest.OpenAsync("/kb")).QuerySelector("main")!.TextContent;

        await _desk.DisableAsync(KnowledgeDesk.Plugin);
        (await KnowledgeDesk.StatusAsync(customer, "/kb")).Should().Be(HttpStatusCode.NotFound);
        (await KnowledgeDesk.StatusAsync(customer, Article)).Should().Be(HttpStatusCode.NotFound);
        (await customer.OpenAsync("/")).QuerySelectorAll("[href='/kb'], [action='/kb/search']").Should().BeEmpty();

        await _desk.EnableAsync(KnowledgeDesk.Plugin);
        await _desk.FillDemoAsync(KnowledgeDesk.Plugin);
        (await _guest.OpenAsync("/kb")).QuerySelector("main")!.TextContent.Should().Be(before, "and the demo is not told twice");
        (await _guest.OpenAsync("/kb/search?q=password")).QuerySelectorAll(".kb-found li").Should().NotBeEmpty();
    }

    private Task<IReadOnlyList<Suggestion>> SuggestionsAsync() =>
        SuggestingTests.AskAsync(_desk, source => source.SuggestAsync(new SuggestionRequest(new Actor(7, Role.Customer, "web"), "I forgot my password", "", 3), CancellationToken.None));
}
