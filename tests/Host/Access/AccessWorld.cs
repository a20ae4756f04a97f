using System.Globalization;
using System.Net.Http.Headers;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Api;
using Helpdesk.Host.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Access;

/// <summary>
/// A desk with one ticket that matters, in a department that only its members see, of a customer in an organisation whose
/// members see each other's tickets; and with somebody of every kind, by browser and by token of every scope.
/// </summary>
public sealed class AccessWorld : IAsyncLifetime, IDisposable
{
    private const string Password = "correct horse battery";
    private const string Department = "matrix";
    private const string Source = "matrix";

    private readonly List<Browser> _browsers = [];
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private ApiClient _owner = null!;

    internal RunningDesk Desk { get; private set; } = null!;

    internal IReadOnlyList<Caller> Callers { get; private set; } = [];

    internal string Number { get; private set; } = "";

    /// <summary>As long as a number that is there, so that not even the length of an answer tells.</summary>
    internal string AbsentNumber => new('9', Number.Length);

    private Dictionary<Target, string> Ids { get; } = [];

    public async Task InitializeAsync()
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(data), "Greets");
        Desk = await RunningDesk.StartAsync(data, ownsFolder: true);
        await Desk.EnableAsync("greets");
        _client.BaseAddress = Desk.Address;
        var people = await AddPeopleAsync();
        var callers = new List<Caller> { await BrowserAsync("nobody", role: null, sees: false, owns: false) };
        foreach (var (name, (id, role, sees)) in people)
        {
            var owns = name == "customer";
            callers.Add(await BrowserAsync(name, role, sees, owns));
            // Every scope for one of each role; for the others those in which they differ.
            foreach (var scope in name is "customer" or "agent of the department" or "administrator" ? ApiScopes.All : [ApiScopes.Tickets, ApiScopes.People])
            {
                var token = await Desk.Services.GetRequiredService<ApiTokens>().CreateAsync(id, [scope], Actor.System, CancellationToken.None);
                callers.Add(new Caller(name, role, sees, owns, [scope], request => SendAsync(request, token), FormToken: ""));
            }
        }

        Callers = callers;
        _owner = await ClientAsync(people["customer"].Id);
        using var agent = await ClientAsync(people["agent of the department"].Id);
        await OpenTicketAsync(agent);
        callers.Add(await GuestAsync(agent, "guest", Number, sees: true));
        var another = (await _owner.PostAsync("/api/v1/tickets", new { subject = "Another", body = "B", department = Department })).Text("number");
        callers.Add(await GuestAsync(agent, "guest of another", another, sees: false));
    }

    public async Task DisposeAsync()
    {
        _browsers.ForEach(browser => browser.Dispose());
        _owner.Dispose();
        await Desk.DisposeAsync();
    }

    public void Dispose() => _client.Dispose();

    /// <summary>A route's address, with what its parameters stand for; or with what never was.</summary>
    internal async Task<string> AddressAsync(string pattern, Target target, bool isThere)
    {
        if (target == Target.Cc && isThere)
        {
            // Each time one of its own: whoever may ends it.
            var added = await _owner.PostAsync($"/api/v1/tickets/{Number}/cc", new { address = "copies@example.com" });
            Ids[Target.Cc] = added.Items[0]["id"]!.GetValue<string>();
        }

        var id = Ids.GetValueOrDefault(target, "1");
        return pattern
            .Replace("{documentName}", OpenApiDescription.DocumentName, StringComparison.Ordinal)
            .Replace("{number}", isThere ? Number : AbsentNumber, StringComparison.Ordinal)
            .Replace("{id:long}", isThere || target == Target.Cc ? id : (long.Parse(id, CultureInfo.InvariantCulture) + 7_777_777).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{id}", isThere ? "greets" : "never-was", StringComparison.Ordinal)
            .Replace("{version}", "1.0.0", StringComparison.Ordinal)
            .Replace("{kind}", "organisation", StringComparison.Ordinal)
            .Replace("{source}", Source, StringComparison.Ordinal)
            .Replace("{externalId}", isThere ? "there" : "never", StringComparison.Ordinal)
            .Replace("{**path}", pattern.StartsWith(ApiEndpoints.Root, StringComparison.Ordinal) ? "no-such-thing" : "", StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, (long Id, Role Role, bool Sees)>> AddPeopleAsync()
    {
        var passwords = Desk.Services.GetRequiredService<Passwords>().Hash(Password);
        return await Desk.Services.GetRequiredService<DeskStore>().WriteAsync(
            (unit, _) =>
            {
                (long, Role, bool) Add(string name, Role role, bool sees)
                {
                    var person = new Person(unit.NewId(), name, AddressOf(name), role, "en", unit.Now);
                    person.SetPasswordHash(passwords);
                    unit.Desk.People.Add(person);
                    return (person.Id, role, sees);
                }

                var people = new Dictionary<string, (long Id, Role Role, bool Sees)>(StringComparer.Ordinal)
                {
                    ["customer"] = Add("customer", Role.Customer, sees: true),
                    ["colleague"] = Add("colleague", Role.Customer, sees: true),
                    ["stranger"] = Add("stranger", Role.Customer, sees: false),
                    ["agent of the department"] = Add("agent of the department", Role.Agent, sees: true),
                    ["agent of another"] = Add("agent of another", Role.Agent, sees: false),
                    ["supervisor"] = Add("supervisor", Role.Supervisor, sees: true),
                    ["administrator"] = Add("administrator", Role.Administrator, sees: true),
                };
                var department = new Department(unit.NewId(), Department, LocalizedText.Of("Matrix", "Matrix", "Matrix", "Matrix"), order: 99, DepartmentSight.Members);
                var (hers, others) = (new Organisation(unit.NewId(), "Hers", membersSeeAllTickets: true), new Organisation(unit.NewId(), "Others", membersSeeAllTickets: true));
                var service = new Service(unit.NewId(), "Hers", hers.Id, personId: null);
                unit.Desk.Departments.Add(department);
                Ids[Target.Department] = Resource.Id(department.Id);
                Ids[Target.Classification] = Resource.Id(unit.Desk.Classifications.OrderBy(r => r.Order).First().Id);
                Ids[Target.Priority] = Resource.Id(unit.Desk.Priorities.OrderBy(p => p.Order).First().Id);
                unit.Desk.DepartmentMembers.Add(new DepartmentMember(department.Id, people["agent of the department"].Id));
                unit.Desk.Organisations.AddRange(hers, others);
                unit.Desk.Services.Add(service);
                unit.Desk.Memberships.AddRange(new(people["customer"].Id, hers.Id), new(people["colleague"].Id, hers.Id), new(people["stranger"].Id, others.Id));
                foreach (var (kind, target, id) in new[] { (ExternalKind.Person, Target.Person, people["customer"].Id), (ExternalKind.Organisation, Target.Organisation, hers.Id), (ExternalKind.Service, Target.Service, service.Id) })
                {
                    unit.Desk.ExternalKeys.Add(new ExternalKey(kind, Source, "there", id));
                    Ids[target] = Resource.Id(id);
                }

                return Task.FromResult(people);
            },
            CancellationToken.None);
    }

    private async Task OpenTicketAsync(ApiClient agent)
    {
        Ids[Target.File] = (await _owner.UploadAsync("hers.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])).Text("id");
        Number = (await _owner.PostAsync("/api/v1/tickets", new { subject = "The one that matters", body = "B", department = Department, attachments = new[] { Ids[Target.File] } })).Text("number");
        Ids[Target.Message] = Resource.Id(await Desk.Services.GetRequiredService<DeskStore>().WriteAsync(
            (unit, _) =>
            {
                var message = unit.Desk.AllMessages.Single(m => unit.Desk.AllTickets.Any(t => t.Id == m.TicketId && t.Number == Number));
                unit.Desk.AllMessagePages.Add(message.LayOut("<p>As it came</p>"));
                return Task.FromResult(message.Id);
            },
            CancellationToken.None));
        Ids[Target.NoteFile] = (await agent.UploadAsync("note.txt", "staff"u8.ToArray())).Text("id");
        await agent.PostAsync($"/api/v1/tickets/{Number}/messages", new { kind = "note", body = "For staff.", attachments = new[] { Ids[Target.NoteFile] } });
    }

    /// <summary>Somebody without an account, with whom staff have shared a ticket, by the link of a mail.</summary>
    private async Task<Caller> GuestAsync(ApiClient agent, string name, string number, bool sees)
    {
        var (person, ticket) = await Desk.Services.GetRequiredService<DeskStore>().WriteAsync(
            (unit, _) =>
            {
                var guest = Person.Guest(unit.NewId(), name, AddressOf(name), "en", unit.Now);
                unit.Desk.People.Add(guest);
                return Task.FromResult((guest.Id, unit.Desk.AllTickets.Single(t => t.Number == number).Id));
            },
            CancellationToken.None);
        await agent.PostAsync($"/api/v1/tickets/{number}/shares", new { person = AddressOf(name) });
        var secret = await Desk.Services.GetRequiredService<AccountLinks>().MakeAboutAsync(
            AccountLinkPurpose.GuestTicket, person, ticket, CancellationToken.None);
        var browser = new Browser(Desk.Address);
        _browsers.Add(browser);
        using (await browser.SendFormAsync($"/guest/open/{secret}", $"/guest/open/{secret}", []))
        {
        }

        return CallerOf(browser, name, Role.Customer, sees, owns: false, Browser.Token(await browser.OpenAsync($"/tickets/{number}"))) with { IsGuest = true };
    }

    private async Task<ApiClient> ClientAsync(long person) =>
        new(Desk, await Desk.Services.GetRequiredService<ApiTokens>().CreateAsync(person, [ApiScopes.Tickets], Actor.System, CancellationToken.None));

    /// <summary>Each request with the cookies as they were at the sign-in: one that signs out ends nobody else's session.</summary>
    private async Task<Caller> BrowserAsync(string name, Role? role, bool sees, bool owns)
    {
        var browser = role is null ? new Browser(Desk.Address) : await Desk.SignedInAsync(AddressOf(name), Password);
        _browsers.Add(browser);
        return CallerOf(browser, name, role, sees, owns, Browser.Token(await browser.OpenAsync(role is null ? "/sign-in" : "/")));
    }

    private Caller CallerOf(Browser browser, string name, Role? role, bool sees, bool owns, string formToken)
    {
        var cookies = string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
        return new Caller(name, role, sees, owns, Scopes: null, request =>
        {
            request.Headers.Add("Cookie", cookies);
            request.Headers.Accept.ParseAdd("text/html, application/json");
            return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        }, formToken);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string token)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static string AddressOf(string name) => $"{name.Replace(' ', '.')}@matrix.example";
}
