using Helpdesk.Engine.Fields;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>
/// A desk in Development with a plugin to enable, and a real browser before it: the machine's Chromium, driven by Playwright.
/// Both start with the first test that asks, so that a machine without a browser skips tests instead of failing fixtures.
/// </summary>
public class OpenDesk : IAsyncLifetime
{
    public const string Name = nameof(OpenDesk);

    /// <summary>A service of the customer's; see <see cref="OfferAsync"/>.</summary>
    internal const string ServiceName = "Managed hosting – brightwater.example";

    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Nothing that asks anybody but the desk.</summary>
    private static readonly string[] Switches =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private RunningDesk? _desk;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal RunningDesk Desk => _desk ?? throw new InvalidOperationException("Nobody has come yet.");

    /// <summary>As on the command line.</summary>
    protected virtual IReadOnlyList<string> Settings => ["--environment=Development"];

    /// <summary>Once, before the desk is started.</summary>
    protected virtual Task BeforeAsync() => Task.CompletedTask;

    /// <summary>Once, when the desk has been started.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_desk is not null)
        {
            await _desk.DisposeAsync();
        }
    }

    /// <summary>Somebody with a browser profile of her own, not signed in.</summary>
    internal async Task<Visitor> VisitAsync(bool withScript = true)
    {
        await StartAsync();
        return await Visitor.ComeAsync(_browser!, Desk, withScript);
    }

    /// <summary>One of the demo company, signed in by the form.</summary>
    internal async Task<Visitor> SignInAsync(string address, bool withScript = true)
    {
        var visitor = await VisitAsync(withScript);
        await visitor.SignInAsync(address);
        return visitor;
    }

    /// <summary>Lets somebody of the demo company in who has no log-in of her own.</summary>
    internal Task GivePasswordAsync(string address, string password) =>
        Desk.Services.GetRequiredService<DeskStore>().WriteAsync(
            async (unit, token) => (await unit.Desk.People.SingleAsync(person => person.Address == address, token)).SetPasswordHash(Desk.Services.GetRequiredService<Passwords>().Hash(password)),
            default);

    /// <summary>
    /// Lets the provider offer what a ticket can have: types, a service of the customer's, a field. Plugins that come and go
    /// take types with them that are none of theirs, so whoever needs some says so.
    /// </summary>
    internal async Task OfferAsync()
    {
        await StartAsync();
        await Desk.Services.GetRequiredService<DeskStore>().WriteAsync(
            async (unit, token) =>
            {
                LocalizedText Text(string text) => new([new("en", text)]);
                foreach (var offer in new TicketTypeOffer[]
                {
                    new("hotfix", Text("Hotfix"), Text("The site is down. The whole development team is alerted at once, day and night."), 10),
                    new("support", Text("Support"), Text("A question, or help with something. Answered on working days."), 20),
                    new("bug", Text("Bug"), Text("Something does not work as it was agreed. Costs you nothing."), 30),
                    new("feature", Text("New feature"), Text("Something new. You get an estimate first; nothing starts before you approve."), 40),
                })
                {
                    var type = await unit.Desk.TicketTypes.FindAsync([offer.Key], token);
                    if (type is null)
                    {
                        unit.Desk.TicketTypes.Add(type = new TicketType(offer.Key));
                    }

                    type.Offer("sla", offer);
                }

                if (!await unit.Desk.Services.AnyAsync(service => service.Name == ServiceName, token))
                {
                    var customer = await unit.Desk.People.SingleAsync(person => person.Address == DemoPeople.Customer, token);
                    unit.Desk.Services.Add(new Service(unit.NewId(), ServiceName, organisationId: null, customer.Id));
                    unit.Desk.FieldDefinitions.Add(new FieldDefinition(FieldOwner.Ticket, "domain", FieldKind.Text, Text("Domain name"), isRequired: false, isForStaff: false, 10));
                }
            },
            CancellationToken.None);
    }

    private async Task StartAsync()
    {
        if (_browser is not null)
        {
            return;
        }

        if (Array.Find(Programs, File.Exists) is not { } program)
        {
            Required.Missing($"There is no Chromium at {string.Join(" or ", Programs)}.");
            return;
        }

        await BeforeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = Switches });
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(data), "SampleV1");
        _desk = await RunningDesk.StartAsync(data, ownsFolder: true, settings: Settings);
        await PrepareAsync();
    }
}

[CollectionDefinition(OpenDesk.Name)]
public sealed class OpenDeskTests : ICollectionFixture<OpenDesk>;
