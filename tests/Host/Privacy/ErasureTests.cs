using System.Net;
using Helpdesk.Engine.Storage;
using Helpdesk.Host.Tests.KnowledgeBase;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Privacy;

/// <summary>An administrator erases somebody, with a look at what there is before (GDPR article 17).</summary>
[Trait("Kind", "slow")]
public sealed class ErasureTests : IAsyncLifetime
{
    private RunningDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await KnowledgeDesk.StartAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task She_is_signed_out_at_once_and_everywhere_somebody_who_is_nobody()
    {
        using var administrator = await _desk.SignedInAsync(DemoPeople.Administrator);
        using var customer = await _desk.SignedInAsync(DemoPeople.Customer);
        var number = await Tickets.OpenAsync(customer, "Zanzibar is down");
        var person = await PathOfAsync(administrator, DemoPeople.Customer);

        var preview = await administrator.OpenAsync(person + "/erase");
        preview.QuerySelector("#there + dl")!.TextContent.Should().Contain("Messages written as a customer");
        using (var refused = await administrator.SendFormAsync(person + "/erase", person + "/erase", [new("WithWords", "true"), new("Confirmation", "somebody@else.example")]))
        {
            var page = await Browser.PageAsync(refused);
            page.QuerySelector("#Confirmation-error")!.TextContent.Should().Contain("not the person’s");
            page.QuerySelector("input[name=WithWords][value=true]")!.HasAttribute("checked").Should().BeTrue("what was chosen stays");
        }

        using (var done = await administrator.SendFormAsync(person + "/erase", person + "/erase", [new("WithWords", "true"), new("Confirmation", DemoPeople.Customer)]))
        {
            done.StatusCode.Should().Be(HttpStatusCode.Redirect, await done.Content.ReadAsStringAsync());
        }

        using (var answer = await customer.GetAsync($"/tickets/{number}"))
        {
            answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
            answer.Headers.Location!.OriginalString.Should().Contain("/sign-in");
        }

        (await administrator.OpenAsync(person)).QuerySelector(".desk-head")!.TextContent.Should().Contain("Deleted person").And.Contain("Erased");
        await Patience.UntilAsync(
            async () => (await administrator.OpenAsync($"/agent/tickets/{number}")).QuerySelector(".desk-message-body")!.TextContent == "What was written here has been erased.", "her words are gone");
        var ticket = await administrator.OpenAsync($"/agent/tickets/{number}");
        ticket.Body!.TextContent.Should().Contain("Deleted person").And.NotContain("Zanzibar").And.NotContain(DemoPeople.Customer);
        (await administrator.OpenAsync("/admin/people?search=customer%40")).QuerySelectorAll("tr[data-person]").Should().BeEmpty();
    }

    [Fact]
    public async Task What_plugins_keep_is_told_to_go_as_well()
    {
        using var administrator = await _desk.SignedInAsync(DemoPeople.Administrator);
        using var agent = await _desk.SignedInAsync(DemoPeople.Agent);
        await KnowledgeDesk.GrantAsync(_desk, DemoPeople.Agent, "knowledge-base.write");
        var editor = await Editor.CreateAsync(agent, "Written by somebody");
        var person = await PathOfAsync(administrator, DemoPeople.Agent);
        var name = (await administrator.OpenAsync(person)).QuerySelector("h1")!.TextContent;
        (await administrator.OpenAsync(editor + "/revisions")).QuerySelector(".kb-table tbody")!.TextContent.Should().Contain(name);

        using (var done = await administrator.SendFormAsync(person + "/erase", person + "/erase", [new("WithWords", "false"), new("Confirmation", DemoPeople.Agent)]))
        {
            done.StatusCode.Should().Be(HttpStatusCode.Redirect);
        }

        await Patience.UntilAsync(
            async () => (await administrator.OpenAsync(editor + "/revisions")).QuerySelector(".kb-table tbody")!.TextContent.Contains("Deleted person", StringComparison.Ordinal), "the plugin has heard of it");
        (await administrator.OpenAsync(editor + "/revisions")).Body!.TextContent.Should().NotContain(name);
    }

    private async Task<string> PathOfAsync(Browser administrator, string address)
    {
        await using var tables = _desk.Services.GetRequiredService<DeskStore>().Read();
        var id = await tables.People.Where(p => p.Address == address).Select(p => p.Id).SingleAsync();
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/admin/people/{id}");
    }
}
