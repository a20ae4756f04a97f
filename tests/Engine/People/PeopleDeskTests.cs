using Helpdesk.Engine.Access;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.People;

/// <summary>What administrators do with people, organisations and departments, and what they can't.</summary>
public sealed class PeopleDeskTests : IAsyncLifetime
{
    private static readonly DepartmentSetting Setting = new(Names("Billing", "Facturatie"), 20, DepartmentSight.Members);

    private DeskUnderTest _desk = null!;
    private PeopleDesk _people = null!;
    private Actor _admin = null!;

    public async Task InitializeAsync()
    {
        _desk = await DeskUnderTest.OpenAsync();
        _people = new PeopleDesk(_desk.Store);
        _admin = await AdministratorAsync("adam@demo.example", "a good password");
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task The_last_administrator_who_can_sign_in_is_neither_shut_out_nor_demoted()
    {
        await AdministratorAsync("never-came@demo.example", password: null);
        var id = _admin.PersonId!.Value;

        Key(await _people.DisableAsync(id, _admin, default)).Should().Be("desk.last-administrator");
        Key(await _people.ChangeAsync(id, "Adam", Role.Agent, "en", _admin, default)).Should().Be("desk.last-administrator");
        (await _people.ChangeAsync(id, "Adam the Great", Role.Administrator, "nl", _admin, default)).IsDone.Should().BeTrue("name and language are another matter");

        await AdministratorAsync("eve@demo.example", "a good password");
        (await _people.DisableAsync(id, _admin, default)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Nobody_but_an_administrator_sets_the_desk_up()
    {
        var organisations = new OrganisationDesk(_desk.Store);
        var departments = new DepartmentDesk(_desk.Store);
        var emma = _desk.Emma.PersonId!.Value;
        foreach (var actor in new[] { _desk.Emma, _desk.Alex, _desk.Alex with { Role = Role.Supervisor } })
        {
            Key(await _people.DisableAsync(emma, actor, default)).Should().Be("desk.administrators-only");
            Key(await _people.ChangeAsync(emma, "Emma", Role.Administrator, "en", actor, default)).Should().Be("desk.administrators-only");
            Key(await organisations.AddAsync("Mine", membersSeeAllTickets: true, actor, default)).Should().Be("desk.administrators-only");
            Key(await departments.AddAsync("mine", Setting, actor, default)).Should().Be("desk.administrators-only");
        }

        (await _desk.ReadAsync(tables => tables.Organisations.CountAsync())).Should().Be(2);
    }

    [Fact]
    public async Task LX12_Whoever_is_shut_out_loses_sessions_tokens_and_reply_addresses_at_once()
    {
        var token = await _desk.Tokens.CreateAsync(_desk.Emma.PersonId!.Value, ["tickets"], _admin, default);
        var before = (await _desk.People.FindAsync("emma@demo.example", default))!;

        (await _people.DisableAsync(before.Id, _admin, default)).IsDone.Should().BeTrue();

        (await _desk.Tokens.FindAsync(token, default)).Should().BeNull();
        (await _desk.People.FindAsync("emma@demo.example", default))!.SecurityStamp.Should().NotBe(before.SecurityStamp);
        (await _people.EnableAsync(before.Id, _admin, default)).IsDone.Should().BeTrue();
        (await _desk.Tokens.FindAsync(token, default)).Should().BeNull("a token that ended stays so");
        (await LastActsAsync(2)).Should().Equal("person.disable", "person.enable");
    }

    [Fact]
    public async Task A_role_that_changes_is_in_the_audit_and_ends_sessions()
    {
        var alex = (await _desk.People.FindAsync("alex@demo.example", default))!;

        (await _people.ChangeAsync(alex.Id, "Alex", Role.Supervisor, "en", _admin, default)).IsDone.Should().BeTrue();

        (await _desk.People.FindAsync(alex.Id, default))!.SecurityStamp.Should().NotBe(alex.SecurityStamp);
        (await _desk.ReadAsync(tables => tables.Audit.Where(a => a.Act == PeopleDesk.RoleChanged).Select(a => a.Subject).SingleAsync())).Should().Be($"{alex.Id} supervisor");
    }

    [Fact]
    public async Task An_organisation_gets_members_places_and_services()
    {
        var desk = new OrganisationDesk(_desk.Store);
        var id = (await desk.AddAsync(" Acme\r\n", membersSeeAllTickets: false, _admin, default)).Id!.Value;
        (await desk.SetSiteAsync(id, siteId: null, "Ghent", _admin, default)).IsDone.Should().BeTrue();
        (await desk.SetServiceAsync(id, serviceId: null, "Web hosting", hasEnded: false, _admin, default)).IsDone.Should().BeTrue();
        var reader = new OrganisationReader(_desk.Store);
        var view = (await reader.FindAsync(id, default))!;
        (await desk.SetMemberAsync(id, "EMMA@demo.example", isManager: true, view.Sites[0].Id, _admin, default)).IsDone.Should().BeTrue();
        (await desk.SetServiceAsync(id, view.Services[0].Id, "Web hosting", hasEnded: true, _admin, default)).IsDone.Should().BeTrue();

        view = (await reader.FindAsync(id, default))!;
        view.Organisation.Name.Should().Be("Acme");
        view.Members.Should().Equal(new MemberLine(_desk.Emma.PersonId!.Value, "Emma", "emma@demo.example", IsManager: true, "Ghent"));
        view.Services.Should().ContainSingle().Which.HasEnded.Should().BeTrue();
        Key(await desk.SetMemberAsync(id, "nobody@demo.example", isManager: false, siteId: null, _admin, default)).Should().Be("desk.member-unknown");
        Key(await desk.SetServiceAsync(id + 1, view.Services[0].Id, "Stolen", hasEnded: false, _admin, default)).Should().Be("desk.not-there");

        (await desk.RemoveSiteAsync(id, view.Sites[0].Id, _admin, default)).IsDone.Should().BeTrue();
        (await reader.FindAsync(id, default))!.Members[0].Site.Should().BeNull("who worked there stays a member");
        (await desk.RemoveMemberAsync(id, _desk.Emma.PersonId!.Value, _admin, default)).IsDone.Should().BeTrue();
        (await reader.FindAsync(id, default))!.Members.Should().BeEmpty();
    }

    [Fact]
    public async Task D8_A_department_is_named_in_four_languages_gets_members_and_retires()
    {
        var desk = new DepartmentDesk(_desk.Store);
        var id = (await desk.AddAsync("billing", Setting, _admin, default)).Id!.Value;
        Key(await desk.AddAsync("billing", Setting, _admin, default)).Should().Be("desk.department-key-taken");
        (await desk.AddMemberAsync(id, _desk.Alex.PersonId!.Value, _admin, default)).IsDone.Should().BeTrue();
        Key(await desk.AddMemberAsync(id, _desk.Emma.PersonId!.Value, _admin, default)).Should().Be("desk.department-member-unknown", "customers answer for nothing");

        var view = (await new DepartmentReader(_desk.Store).FindAsync(id, default))!;
        view.Department.Name.For("nl").Should().Be("Facturatie");
        view.Department.Name.For("fr").Should().Be("Billing");
        view.Members.Select(member => member.Name).Should().Equal("Alex");

        var support = await _desk.ReadAsync(tables => tables.Departments.SingleAsync(d => d.Key == DeskSeed.SupportDepartment));
        (await desk.ChangeAsync(id, Setting with { IsRetired = true }, _admin, default)).IsDone.Should().BeTrue();
        Key(await desk.ChangeAsync(support.Id, Setting with { IsRetired = true }, _admin, default)).Should().Be("desk.last-department");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Billing")]
    [InlineData("a b")]
    [InlineData("-a")]
    [InlineData("../etc")]
    public async Task A_key_that_would_be_a_bad_address_is_refused(string key) =>
        Key(await new DepartmentDesk(_desk.Store).AddAsync(key, Setting, _admin, default)).Should().Be("desk.department-key-invalid");

    [Fact]
    public async Task The_list_of_people_is_searched_and_turned_page_by_page()
    {
        await _desk.Store.WriteAsync(
            (unit, _) =>
            {
                unit.Desk.People.AddRange(Enumerable.Range(0, 120).Select(i => new Person(unit.NewId(), i % 2 == 0 ? "Same Name" : $"Person {i}", $"p{i}@many.example", Role.Customer, "en", unit.Now)));
                return Task.CompletedTask;
            },
            default);
        var reader = new AccountReader(_desk.Store);
        var seen = new List<string>();
        long? after = null;
        do
        {
            var page = await reader.ListAsync("MANY.example", after, default);
            seen.AddRange(page.Lines.Select(line => line.Address));
            after = page.Next;
        }
        while (after is not null);

        seen.Should().HaveCount(120).And.OnlyHaveUniqueItems();
        (await reader.ListAsync("%", after: null, default)).Lines.Should().BeEmpty("what people type is no pattern");
        (await reader.ListAsync("adam@", after: null, default)).Lines.Should().ContainSingle().Which.State.Should().Be(PersonState.Active);
    }

    [Fact]
    public async Task The_list_of_organisations_is_searched_and_turned_page_by_page()
    {
        await _desk.Store.WriteAsync(
            (unit, _) =>
            {
                unit.Desk.Organisations.AddRange(Enumerable.Range(0, 120).Select(i => new Organisation(unit.NewId(), i % 2 == 0 ? "Same Name" : $"Same {i}", membersSeeAllTickets: false)));
                return Task.CompletedTask;
            },
            default);
        var reader = new OrganisationReader(_desk.Store);
        var seen = new List<OrganisationLine>();
        long? after = null;
        do
        {
            var page = await reader.ListAsync(" same", after, default);
            page.Lines.Count.Should().BeLessThanOrEqualTo(OrganisationReader.PageSize);
            seen.AddRange(page.Lines);
            after = page.Next;
        }
        while (after is not null);

        seen.Should().HaveCount(120).And.OnlyHaveUniqueItems().And.BeInAscendingOrder(line => line.Name, StringComparer.Ordinal);
        (await reader.ListAsync("%", after: null, default)).Lines.Should().BeEmpty("what people type is no pattern");
    }

    private static Dictionary<string, string?> Names(string en, string nl) => new(StringComparer.Ordinal) { ["en"] = en, ["nl"] = nl, ["fr"] = "", ["ja"] = null };

    private static string Key(PersonResult result) => result.Refusals.Should().ContainSingle().Subject.Sentence.Key;

    private static string Key(SetUpResult result) => result.Refusals.Should().ContainSingle().Subject.Sentence.Key;

    private async Task<Actor> AdministratorAsync(string address, string? password)
    {
        var person = (await _desk.Accounts.AddPersonAsync("Adam", address, Role.Administrator, "en", password, Actor.System, default)).Person!;
        return new Actor(person.Id, Role.Administrator, "web");
    }

    private Task<List<string>> LastActsAsync(int count) =>
        _desk.ReadAsync(async tables => (await tables.Audit.OrderByDescending(a => a.Id).Take(count).Select(a => a.Act).ToListAsync()).AsEnumerable().Reverse().ToList());
}
