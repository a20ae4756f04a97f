using Helpdesk.Engine.Access;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Hooks;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Browser.Tests;

/// <summary>
/// LX1: whatever is written, in a real browser nothing of it runs, loads, or leaves its place; and the content policy, which
/// would stop it, never has to.
/// </summary>
[Collection(OpenDesk.Name)]
[Trait("Kind", "slow")]
public sealed class MarkupTests(OpenDesk desk)
{
    /// <summary>Each marks the window if it runs.</summary>
    private static readonly string[] Attacks =
    [
        "<script>window.ran = 'script'</script>",
        "<img src=x onerror=\"window.ran = 'onerror'\">",
        "<svg onload=\"window.ran = 'svg'\"><script>window.ran = 'svg script'</script></svg>",
        "<svg><style><img src=x onerror=\"window.ran = 'svg style'\"></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=window.ran='math'&gt;\">",
        "<iframe srcdoc=\"<script>parent.ran = 'srcdoc'</script>\"></iframe>",
        "<a href=\"javascript:window.ran='link'\">press me</a>",
        "<a href=\"&#106;ava\tscript:window.ran='entity'\">press me</a>",
        "<a href=\"data:text/html,<script>opener.ran='data'</script>\">press me</a>",
        "<form action=\"javascript:window.ran='form'\"><button>press me</button></form>",
        "<style>body { display: none } @import url(https://evil.example/x.css);</style>",
        "<div style=\"position:fixed;inset:0;background:url(https://evil.example/x.png)\">over all</div>",
        "<link rel=stylesheet href=https://evil.example/x.css><base href=https://evil.example/><meta http-equiv=refresh content=\"0;url=https://evil.example/\">",
        "<details open ontoggle=\"window.ran = 'toggle'\"><summary>x</summary></details>",
        "<template><script>window.ran = 'template'</script></template><noscript><p title=\"</noscript><img src=x onerror=window.ran='noscript'>\">",
        "<upload-field data-url=\"https://evil.example/\"></upload-field><div hx-get=\"/agent\" hx-trigger=\"load\">x</div>",
        "[press me](javascript:window.ran='markdown')",
        "[press me](JaVaScRiPt&colon;window.ran='colon')",
        "![picture](https://evil.example/x.png \"onerror=window.ran='image'\")",
        "<javascript:window.ran='auto'>",
        "[x]: javascript:window.ran='reference'\n\n[press me][x]",
        "`</code><script>window.ran = 'code'</script>`",
    ];

    public static TheoryData<MessageFormat> Formats => [MessageFormat.Markdown, MessageFormat.Html, MessageFormat.Text];

    [SkippableTheory]
    [MemberData(nameof(Formats))]
    public async Task Nothing_that_is_written_runs_or_loads_anything(MessageFormat format)
    {
        await using var customer = await desk.SignInAsync(DemoPeople.Customer);
        await using var agent = await desk.SignInAsync(DemoPeople.Agent);
        var number = await OpenAsync(format);

        foreach (var (visitor, path) in new[] { (customer, $"/tickets/{number}"), (agent, $"/agent/tickets/{number}") })
        {
            await visitor.Page.GotoAsync(path);
            await UnharmedAsync(visitor, ".desk-message-body");
        }
    }

    [SkippableFact]
    public async Task Nothing_that_is_previewed_runs_or_loads_anything()
    {
        await using var customer = await desk.SignInAsync(DemoPeople.Customer);
        await customer.Page.GotoAsync("/tickets/new");
        await customer.Page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true }).FillAsync(string.Join("\n\n", Attacks) + "\n\nThe **end**.");

        await customer.Page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();

        await customer.Page.Locator(".desk-preview strong").Filter(new() { HasText = "end" }).WaitForAsync();
        await UnharmedAsync(customer, ".desk-preview .desk-message-body");
    }

    private static async Task UnharmedAsync(Visitor visitor, string place)
    {
        var page = visitor.Page;
        var body = page.Locator(place);
        foreach (var link in await body.GetByText("press me").AllAsync())
        {
            // A link that leads nowhere; what it could do, it does now.
            await link.DispatchEventAsync("click");
        }

        (await page.EvaluateAsync<string?>("() => window.ran ?? null")).Should().BeNull();
        (await body.Locator("script, style, svg, math, img, iframe, form, input, button, link, meta, base, details, upload-field, template, [style], [id], [class], [hx-get], a[href^='javascript' i], a[href^='data' i]").CountAsync())
            .Should().Be(0);
        (await page.Locator("main").IsVisibleAsync()).Should().BeTrue();
        visitor.Requests.Keys.Should().NotContain(path => path.Contains("/x.", StringComparison.Ordinal));
        visitor.ShouldBeContent();
    }

    /// <summary>By the desk's own door: not every format can be chosen in a form.</summary>
    private async Task<string> OpenAsync(MessageFormat format)
    {
        var services = desk.Desk.Services;
        var store = services.GetRequiredService<DeskStore>();
        await using var tables = store.Read();
        var customer = await tables.People.SingleAsync(person => person.Address == DemoPeople.Customer);
        var ticketDesk = ActivatorUtilities.CreateInstance<TicketDesk>(services, store, ActivatorUtilities.CreateInstance<HookChain>(services, new Contributions([CoreContributions.Build()])));
        var actor = new Actor(customer.Id, customer.Role, "mail");
        var opened = await ticketDesk.OpenAsync(new Open($"Attacks in {format}", "support", "The start.\n\n" + Attacks[0] + "\n\nThe end.", []) { Format = format }, actor, CancellationToken.None);
        foreach (var attack in Attacks[1..])
        {
            (await ticketDesk.DoAsync(opened.Ticket!.Id, [new Reply("The start.\n\n" + attack + "\n\nThe end.", []) { Format = format }], actor, expectedVersion: null, CancellationToken.None)).IsDone.Should().BeTrue(attack);
        }

        return opened.Ticket!.Number;
    }
}
