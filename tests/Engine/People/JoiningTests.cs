using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications.Accounts;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tests.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.People;

/// <summary>Row A1: who may adds people, everybody else asks, and staff let in in one step.</summary>
public sealed class JoiningTests : IAsyncLifetime
{
    private const string Address = "new@people.example";

    private MailDesk _desk = null!;
    private JoiningDesk _joining = null!;
    private JoiningReader _reader = null!;
    private Person _emma = null!;
    private Person _tom = null!;
    private Person _sanne = null!;
    private Person _alex = null!;
    private Organisation _organisation = null!;

    public async Task InitializeAsync()
    {
        _desk = await MailDesk.OpenAsync();
        (_joining, _reader) = (new JoiningDesk(_desk.Store), new JoiningReader(_desk.Store));
        (_emma, _tom, _sanne) = (await _desk.CustomerAsync("Emma"), await _desk.CustomerAsync("Tom"), await _desk.CustomerAsync("Sanne"));
        _alex = await _desk.AgentAsync("Alex");
        _organisation = new Organisation(_desk.Store.NewId(), "Brightwater", membersSeeAllTickets: true);
        await _desk.WriteAsync(unit =>
        {
            unit.Desk.Add(new AccessPolicy(WhoAdds.Managers));
            unit.Desk.Add(_organisation);
            unit.Desk.AddRange(new Membership(_emma.Id, _organisation.Id), new Membership(_tom.Id, _organisation.Id));
        });
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory]
    [InlineData((int)WhoAdds.Staff, false, false)]
    [InlineData((int)WhoAdds.Staff, true, false)]
    [InlineData((int)WhoAdds.Managers, false, false)]
    [InlineData((int)WhoAdds.Managers, true, true)]
    [InlineData((int)WhoAdds.Members, false, true)]
    public async Task A1_Who_may_adds_and_invites_at_once_and_everybody_else_asks(int whoAdds, bool isManager, bool isAdded)
    {
        await PolicyAsync((WhoAdds)whoAdds);
        await _desk.Store.WriteAsync(async (unit, token) => (await unit.Desk.Memberships.SingleAsync(m => m.PersonId == _emma.Id, token)).SetUp(isManager, siteId: null), default);

        var request = (await AskAsync(_emma)).Request!;

        request.State.Should().Be(isAdded ? AccessState.Approved : AccessState.Open);
        var person = await FindAsync();
        (person is not null).Should().Be(isAdded);
        (await MembersAsync()).Should().HaveCount(isAdded ? 3 : 2);
        (await JobsAsync<AccountMailArguments>(SendAccountMail.Name)).Should().HaveCount(isAdded ? 1 : 0);
        if (person is not null)
        {
            (person.Role, person.Language, person.InvitedAt is not null).Should().Be((Role.Customer, "nl", true));
        }
    }

    [Fact]
    public async Task A1_Staff_let_in_in_one_step_and_whoever_asked_hears_of_it()
    {
        var request = (await AskAsync(_emma, note: "She runs the shop.")).Request!;
        (await _reader.ListAsync(Of(_alex), AccessState.Open, default)).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Organisation = "Brightwater", Asker = "Emma" });
        (await _reader.ListAsync(Of(_tom), state: null, default)).Should().BeEmpty("it is hers");

        (await _joining.ApproveAsync(request.Id, Of(_emma), default)).Refusals.Should().ContainSingle(refusal => refusal.Kind == RefusalKind.Forbidden);
        (await _joining.ApproveAsync(request.Id, Of(_alex), default)).Refusals.Should().BeEmpty();

        (await FindAsync())!.Name.Should().Be("Nora New");
        (await MembersAsync()).Should().HaveCount(3);
        (await JobsAsync<AccountMailArguments>(SendAccountMail.Name)).Should().ContainSingle().Which.Purpose.Should().Be(AccountLinkPurpose.Invitation);
        (await JobsAsync<AccessMailArguments>(SendAccessMail.Name)).Should().ContainSingle(mail => mail.RecipientId == _emma.Id && mail.Template == "access-approved");
        (await _joining.ApproveAsync(request.Id, Of(_alex), default)).Refusals.Should().ContainSingle(refusal => refusal.Sentence.Key == "desk.access-decided");
        (await _joining.RefuseAsync(request.Id, "Too late", Of(_alex), default)).Refusals.Should().ContainSingle(refusal => refusal.Sentence.Key == "desk.access-decided");
        (await ReadAsync(tables => tables.Audit.OrderBy(a => a.Id).Select(a => a.Act).ToListAsync())).Should().Equal(JoiningDesk.Asked, AccountDesk.Added, JoiningDesk.Approved);
    }

    [Fact]
    public async Task What_is_refused_is_told_with_its_reason_and_adds_nobody()
    {
        var request = (await AskAsync(_emma)).Request!;

        (await _joining.RefuseAsync(request.Id, "She left in May.", Of(_alex), default)).Refusals.Should().BeEmpty();

        (await FindAsync()).Should().BeNull();
        var line = (await _reader.ListAsync(Of(_emma), state: null, default)).Single();
        (line.Request.StateForAsker, line.Request.Reason).Should().Be((AccessState.Refused, "She left in May."));
        (await JobsAsync<AccessMailArguments>(SendAccessMail.Name)).Should().ContainSingle(mail => mail.Template == "access-refused");
        (await AskAsync(_emma)).Request!.State.Should().Be(AccessState.Open, "she may ask again");
    }

    /// <summary>LX10: an address that another organisation has is answered as one that nobody has.</summary>
    [Fact]
    public async Task Nobody_learns_by_asking_whom_the_desk_knows()
    {
        await PolicyAsync(WhoAdds.Members);

        var unknown = (await AskAsync(_emma)).Request!;
        var known = (await AskAsync(_emma, _sanne.Address)).Request!;

        known.StateForAsker.Should().Be(unknown.StateForAsker);
        (await JobsAsync<AccessMailArguments>(SendAccessMail.Name)).Should().BeEmpty("there is no supervisor here, and Emma hears of none of the two");
        (await MembersAsync()).Should().HaveCount(3, "nobody is made a member of what she never heard of");
        (await _reader.ListAsync(Of(_alex), AccessState.Open, default)).Should().ContainSingle().Which.Request.Address.Should().Be(_sanne.Address);
        (await _joining.ApproveAsync(known.Id, Of(_alex), default)).Refusals.Should().BeEmpty();
        (await MembersAsync()).Should().HaveCount(4);
        (await JobsAsync<AccessMailArguments>(SendAccessMail.Name)).Should().BeEmpty();
    }

    [Fact]
    public async Task What_can_t_be_is_said_and_an_open_request_is_not_made_twice()
    {
        var first = (await AskAsync(_emma)).Request!;
        (await AskAsync(_emma, " NEW@people.example ")).Request!.Id.Should().Be(first.Id);
        (await AskAsync(_emma, _tom.Address)).Refusals.Should().ContainSingle(refusal => refusal.Sentence.Key == "desk.colleague-there");
        (await AskAsync(_sanne)).Refusals.Should().ContainSingle(refusal => refusal.Field == "organisation", "she is none of its members");
        (await _joining.AskAsync(new NewColleague("Nora", Address, "en", OrganisationId: null), Of(_emma), default)).Refusals.Should().ContainSingle(refusal => refusal.Field == "organisation");
        (await _joining.AskAsync(new NewColleague(" ", "nowhere", "??", _organisation.Id, new string('n', 1001)), Of(_emma), default)).Refusals.Select(refusal => refusal.Field).Should().Equal("name", "language", "address", "note");

        var staff = (await _joining.AskAsync(new NewColleague("Alex", _alex.Address, "en", _organisation.Id), Of(_emma), default)).Request!;
        (await _joining.ApproveAsync(staff.Id, Of(_alex), default)).Refusals.Should().ContainSingle(refusal => refusal.Sentence.Key == "desk.colleague-not-possible");
        (await _reader.FindAsync(Of(_alex), staff.Id, default))!.Request.State.Should().Be(AccessState.Open, "what could not be done is not done by half");
        (await _joining.ApproveAsync(1, Of(_alex), default)).Refusals.Should().ContainSingle(refusal => refusal.Kind == RefusalKind.NotFound);
    }

    [Fact]
    public async Task One_customer_asks_for_so_many_a_day()
    {
        await PolicyAsync(WhoAdds.Members);
        for (var i = 0; i < JoiningDesk.MostADay; i++)
        {
            (await AskAsync(_emma, $"p{i}@people.example")).Refusals.Should().BeEmpty();
        }

        (await AskAsync(_emma)).Refusals.Should().ContainSingle(refusal => refusal.Sentence.Key == "desk.too-many-requests");
        (await AskAsync(_tom, "other@people.example")).Refusals.Should().BeEmpty("it counts for each");
        _desk.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        (await AskAsync(_emma)).Refusals.Should().BeEmpty();
    }

    [Fact]
    public async Task Staff_add_people_themselves_and_whom_the_desk_knows_becomes_a_member()
    {
        (await _joining.AskAsync(new NewColleague("Nora New", Address, "en", OrganisationId: null), Of(_alex), default)).Request!.State.Should().Be(AccessState.Approved);
        (await _joining.AskAsync(new NewColleague("Nora New", Address, "en", OrganisationId: null), Of(_alex), default)).Refusals.Should().ContainSingle(refusal => refusal.Field == "address");

        (await _joining.AskAsync(new NewColleague("Nora New", Address, "en", _organisation.Id), Of(_alex), default)).Request!.State.Should().Be(AccessState.Approved);

        (await MembersAsync()).Should().HaveCount(3);
        (await _joining.SetPolicyAsync(new AccessRules(WhoAdds.Members), Of(_alex), default)).Refusals.Should().ContainSingle(refusal => refusal.Kind == RefusalKind.Forbidden);
    }

    [Fact]
    public async Task The_account_lead_hears_of_a_request_and_else_supervisors_and_administrators()
    {
        var supervisor = await _desk.PersonAsync("Su", Role.Supervisor, "nl");
        await AskAsync(_emma);
        (await JobsAsync<AccessMailArguments>(SendAccessMail.Name)).Should().ContainSingle(mail => mail.RecipientId == supervisor.Id && mail.Template == "access-requested-staff");

        await _desk.Store.WriteAsync(async (unit, token) => (await unit.Desk.Organisations.SingleAsync(o => o.Id == _organisation.Id, token)).LeadBy(_alex.Id), default);
        await AskAsync(_tom, "second@people.example", note: "Please <b>do</b>.");
        (await JobsAsync<AccessMailArguments>(SendAccessMail.Name)).Select(mail => mail.RecipientId).Should().Equal(supervisor.Id, _alex.Id);
        await _desk.DeliverAsync();
        var (dutch, english) = (_desk.Transport.Taken[0], _desk.Transport.Taken[1]);
        (dutch.Subject, english.Subject).Should().Be(("Emma vraagt u Nora New toe te voegen", "Tom asks you to add Nora New"));
        english.Text.Should().Contain("Nora New (second@people.example) to Brightwater. In their words: Please <b>do</b>.").And.Contain("https://help.demo.example/agent/requests");
        english.Html.Should().Contain("Please &lt;b&gt;do&lt;/b&gt;.");
    }

    private Task<JoiningResult> AskAsync(Person asker, string address = Address, string note = "") =>
        _joining.AskAsync(new NewColleague("Nora New", address, "nl", _organisation.Id, note), Of(asker), default);

    private async Task PolicyAsync(WhoAdds whoAdds) =>
        (await _joining.SetPolicyAsync(new AccessRules(whoAdds), new Actor(1, Role.Administrator, "web"), default)).Refusals.Should().BeEmpty();

    private Task<Person?> FindAsync() => new PersonDirectory(_desk.Store).FindAsync(Address, default);

    private Task<List<long>> MembersAsync() => ReadAsync(tables => tables.Memberships.Where(m => m.OrganisationId == _organisation.Id).Select(m => m.PersonId).ToListAsync());

    private async Task<List<T>> JobsAsync<T>(string job) =>
        [.. (await _desk.RowsAsync()).Where(row => row.Receiver.EndsWith(job, StringComparison.Ordinal)).Select(row => System.Text.Json.JsonSerializer.Deserialize<T>(row.Payload!, Engine.Outbox.OutboxJson.Options)!)];

    private async Task<T> ReadAsync<T>(Func<DeskTables, Task<T>> read)
    {
        await using var tables = _desk.Store.Read();
        return await read(tables);
    }

    private static Actor Of(Person person) => new(person.Id, person.Role, "web");
}
