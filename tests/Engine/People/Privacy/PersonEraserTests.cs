using System.Text;
using System.Text.Json;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Channels.Hearing;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.People.Privacy;
using Helpdesk.Engine.People.SingleSignOn;
using Helpdesk.Engine.Tests.Notifications;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpdesk.Engine.Tests.People.Privacy;

/// <summary>A person is erased (GDPR article 17): looked for in every column of every table.</summary>
public sealed class PersonEraserTests : IAsyncLifetime
{
    private const string Called = "Deleted person 0042";
    private const string Words = "Zanzibar";

    private MailDesk _desk = null!;
    private PersonEraser _eraser = null!;
    private Person _ann = null!;
    private Person _nora = null!;
    private Person _tom = null!;
    private Actor _admin = null!;
    private Ticket _hers = null!;
    private Ticket _toms = null!;
    private string _hash = "";

    public async Task InitializeAsync()
    {
        _desk = await MailDesk.OpenAsync();
        _eraser = new PersonEraser(_desk.Store);
        _ann = await _desk.AgentAsync("Ann");
        (_nora, _tom) = (await _desk.CustomerAsync("Nora Wonderfield"), await _desk.CustomerAsync("Tom"));
        _admin = Of(await _desk.PersonAsync("Ada", Role.Administrator));
        await LiveAsync();
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    public static TheoryData<string> Providers => TestDatabase.Providers;

    [Fact]
    public async Task Nothing_in_the_desk_says_who_she_was_and_her_tickets_stay()
    {
        (await FoundAsync("wonderfield")).Should().Contain(["person.name", "mail.to"], "she is known, and this test would see it");
        (await FoundAsync(_nora.Address)).Should().Contain(["person.address", "cc.address", "access_request.address", "reply_token.folded_address", "mail.text", "mail.to"]);

        (await EraseAsync(withWords: false)).Refusals.Should().BeEmpty();
        await using (var tables = _desk.Store.Read())
        {
            var now = await tables.People.SingleAsync(p => p.Id == _nora.Id);
            now.Should().BeEquivalentTo(new { Name = Called, PasswordHash = (string?)null, Role = Role.Customer }, "at once, whatever is still to be done");
            now.DisabledAt.Should().NotBeNull();
            now.Address.Should().EndWith(".invalid");
            (await tables.PersonAliases.CountAsync() + await tables.ExternalAccounts.CountAsync() + await tables.PendingAccounts.CountAsync() + await tables.HearingChoices.CountAsync() + await tables.HearingHours.CountAsync()
                + await tables.HeldMail.CountAsync(h => h.RecipientId == _nora.Id) + await tables.Notices.CountAsync(n => n.PersonId == _nora.Id)).Should().Be(0);
            (await tables.Sessions.CountAsync() + await tables.ApiTokens.CountAsync() + await tables.Memberships.CountAsync(m => m.PersonId == _nora.Id)).Should().Be(0);
        }

        await DeliverAllAsync();
        (await FoundAsync("wonderfield")).Should().BeEmpty();
        (await FoundAsync(_nora.Address)).Should().BeEmpty();
        (await FoundAsync("p" + _nora.Id.ToString("x", System.Globalization.CultureInfo.InvariantCulture))).Should().BeEmpty();

        (await FoundAsync(Words)).Should().BeEquivalentTo("message.body", "ticket.subject", "ticket.folded_subject", "field_value.text", "attachment.file_name", "message.html");
        _desk.Blobs.Open(_hash).Should().NotBeNull();
        var view = (await new TicketReader(_desk.Store).FindAsync(Of(_ann), _hers.Number, default))!;
        view.Requester.Name.Should().Be(Called);
        view.Messages.Select(m => m.IsErased).Should().AllBeEquivalentTo(false);
        await using var after = _desk.Store.Read();
        (await after.Audit.OrderByDescending(a => a.Id).Select(a => new { a.ActorId, a.Act, a.Subject }).FirstAsync()).Should()
            .BeEquivalentTo(new { ActorId = _admin.PersonId, Act = PersonEraser.Erased, Subject = TicketChange.Id(_nora.Id) });
    }

    [Fact]
    public async Task What_she_wrote_goes_too_where_that_is_wanted_and_what_others_wrote_stays()
    {
        await EraseAsync(withWords: true);
        await DeliverAllAsync();

        (await FoundAsync(Words)).Should().BeEmpty();
        (await FoundAsync("wonderfield")).Should().BeEmpty();
        _desk.Blobs.Open(_hash).Should().BeNull();
        var view = (await new TicketReader(_desk.Store).FindAsync(Of(_ann), _hers.Number, default))!;
        view.Ticket.Subject.Should().Be("(erased)");
        view.Messages.Select(m => (m.Body, m.IsErased, m.Attachments.Count)).Should().Equal(("", true, 0), ("Have you tried water?", false, 0));
        var elsewhere = (await new TicketReader(_desk.Store).FindAsync(Of(_tom), _toms.Number, default))!;
        elsewhere.Ticket.Subject.Should().Be("The printer is on fire");
        elsewhere.Messages.Select(m => (m.Body, m.IsErased)).Should().Equal(("Please help.", false), ("", true), ("Both of you: wait.", false));
    }

    [Fact]
    public async Task Her_words_can_go_later_and_nothing_else_can_be_done_to_her()
    {
        await EraseAsync(withWords: false);
        await DeliverAllAsync();
        var desk = new PeopleDesk(_desk.Store);
        foreach (var result in new[] { await EraseAsync(withWords: false), await desk.EnableAsync(_nora.Id, _admin, default), await desk.ChangeAsync(_nora.Id, "Nora", Role.Customer, "en", _admin, default), await desk.InviteAsync(_nora.Id, _admin, default) })
        {
            result.Refusals.Should().ContainSingle().Which.Sentence.Key.Should().Be("desk.person-erased");
        }

        var preview = (await _eraser.PreviewAsync(_nora.Id, default))!;
        preview.Should().BeEquivalentTo(new { IsErased = true, Messages = 2, Files = 1, Mails = 0, OtherTickets = 0 });
        (await _eraser.EraseAsync(new Erasure(_nora.Id, preview.Address, WithWords: true, Called, "(erased)"), _admin, default)).Refusals.Should().BeEmpty();
        await DeliverAllAsync();
        (await FoundAsync(Words)).Should().BeEmpty();
    }

    [Fact]
    public async Task An_erasure_that_was_cut_off_goes_on_and_a_mail_that_was_under_way_goes_too()
    {
        await EraseAsync(withWords: true);
        var traces = new TracesOf(_nora.Id, _nora.FoldedAddress, _nora.Name, WithWords: true, "(erased)");
        // Killed when all was done but the rest, which goes with the mark that it was.
        await new EraseTraces(_desk.Store).RunAsync(traces, new Delivery(1, 1, _desk.Clock.GetUtcNow()), default);
        await _desk.DeliverAsync();
        (await FoundAsync(Words)).Should().BeEmpty();

        await _desk.WriteAsync(unit => unit.Desk.AllMail.Add(new Mail(
            unit.NewId(), MailTemplateNames.RepliedForRequester, _hers.Id, _nora.Id, "late@demo.example", "desk@demo.example", $"\"Nora Wonderfield\" <{_nora.Address}>", "desk@demo.example", "Re", "Dear Nora Wonderfield", "", "", isAutomatic: false, wasSent: true, unit.Now)));
        await DeliverAllAsync();
        (await FoundAsync("wonderfield")).Should().BeEmpty();
        (await _desk.RowsAsync()).Should().BeEmpty("nothing waits any more, least of all her address");
    }

    [Fact]
    public async Task Bytes_that_somebody_elses_file_shares_stay()
    {
        await using (var content = new MemoryStream(Encoding.UTF8.GetBytes(Words)))
        {
            var same = await Files().UploadAsync(content, "mine.txt", "text/plain", Of(_tom), default);
            await _desk.DoAsync(_toms, _tom, new Reply("Here.", [same.Attachment!.Id]));
        }

        await EraseAsync(withWords: true);
        await DeliverAllAsync();
        await using var tables = _desk.Store.Read();
        (await tables.AllAttachments.Select(a => a.FileName).ToListAsync()).Should().Equal("mine.txt");
        _desk.Blobs.Open(_hash).Should().NotBeNull();
    }

    [Fact]
    public async Task Only_an_administrator_erases_and_nobody_by_mistake()
    {
        var right = new Erasure(_nora.Id, $" {_nora.Address.ToUpperInvariant()} ", WithWords: false, Called, "(erased)");
        (await KeyAsync(right, Of(_ann))).Should().Be("desk.administrators-only");
        (await KeyAsync(right with { Confirmation = _tom.Address }, _admin)).Should().Be("desk.erase-confirmation-differs");
        (await KeyAsync(right with { PersonId = _admin.PersonId!.Value }, _admin)).Should().Be("desk.erase-self");
        (await KeyAsync(right with { PersonId = 1 }, _admin)).Should().Be("desk.not-there");
        (await FoundAsync("wonderfield")).Should().NotBeEmpty();
        (await _eraser.PreviewAsync(1, default)).Should().BeNull();
        (await _eraser.PreviewAsync(_nora.Id, default)).Should().BeEquivalentTo(
            new { Name = "Nora Wonderfield", _nora.Address, IsErased = false, Tickets = 1, OpenTickets = 1, AssignedTickets = 0, Messages = 2, Files = 1, OtherTickets = 1 });
        (await _eraser.EraseAsync(right, _admin, default)).Refusals.Should().BeEmpty("case and blanks tell nobody apart");
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Either_database_understands_what_is_asked_of_it(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);
        var (emma, admin) = (desk.Emma.PersonId!.Value, new Person(desk.Store.NewId(), "Ada", "ada@demo.example", Role.Administrator, "en", desk.Clock.GetUtcNow()));
        await desk.SetUpAsync(admin, new Service(desk.Store.NewId(), Words, organisationId: null, emma), new ExternalKey(ExternalKind.Person, "panel", Words, emma));
        var ticket = await desk.OpenTicketAsync(desk.Emma, Words, Words);
        var toms = await desk.OpenTicketAsync(desk.Tom);
        await desk.DoAsync(toms, desk.Tom, new AddCc([new CcAddress("emma@demo.example", Words)]), new Share([new ShareWith(ShareKind.Person, emma)]));
        var eraser = new PersonEraser(desk.Store);
        (await eraser.PreviewAsync(emma, default)).Should().BeEquivalentTo(new { Tickets = 1, Messages = 1, OtherTickets = 1 });

        (await eraser.EraseAsync(new Erasure(emma, "emma@demo.example", WithWords: true, Called, "(erased)"), Of(admin), default)).Refusals.Should().BeEmpty();
        foreach (var row in (await desk.OutboxAsync()).Where(row => row.Receiver == $"core:{EraseTraces.Name}"))
        {
            await RunAsync(desk, JsonSerializer.Deserialize<TracesOf>(row.Payload!, OutboxJson.Options)!);
        }

        var view = (await desk.Reader.FindAsync(desk.Alex, ticket.Number, default))!;
        (view.Ticket.Subject, view.Requester.Name).Should().Be(("(erased)", Called));
        view.Messages.Should().ContainSingle().Which.IsErased.Should().BeTrue();
        (await desk.ReadAsync(async tables => await tables.AllCc.CountAsync() + await tables.AllShares.CountAsync() + await tables.ExternalKeys.CountAsync())).Should().Be(0);
        (await desk.ReadAsync(tables => tables.Services.SingleAsync())).Should().BeEquivalentTo(new { Name = Called, HasEnded = true });
    }

    private static async Task RunAsync(DeskUnderTest desk, TracesOf traces)
    {
        var delivery = new Delivery(1, 1, desk.Clock.GetUtcNow());
        await new EraseTraces(desk.Store).RunAsync(traces, delivery, default);
        await desk.Store.CommitAsync(delivery);
    }

    [Fact]
    public async Task Nobody_erases_the_last_administrator_who_can_sign_in()
    {
        var other = await _desk.PersonAsync("Bob", Role.Administrator);
        await _desk.WriteAsync(unit =>
        {
            unit.Desk.People.Attach(other);
            other.SetPasswordHash("hash");
        });
        // She who asks has no password: by a token, say.
        (await KeyAsync(new Erasure(other.Id, other.Address, WithWords: false, Called, "(erased)"), _admin)).Should().Be("desk.last-administrator");
    }

    /// <summary>All that a customer leaves in a desk.</summary>
    private async Task LiveAsync()
    {
        var field = new FieldDefinition(FieldOwner.Ticket, "server", FieldKind.Text, LocalizedText.Of("Server", "Server", "Serveur", "サーバー"), isRequired: false, isForStaff: false, order: 1);
        var organisation = new Engine.People.Organisation(_desk.Store.NewId(), "Brightwater", membersSeeAllTickets: false);
        var other = new Engine.People.Organisation(_desk.Store.NewId(), "De Wilg", membersSeeAllTickets: false);
        await _desk.WriteAsync(unit =>
        {
            unit.Desk.AddRange(field, organisation, other, new Membership(_nora.Id, organisation.Id), new Membership(_tom.Id, other.Id));
            unit.Desk.Add(new AccessPolicy(WhoAdds.Staff));
            unit.Desk.Add(new ExternalKey(ExternalKind.Person, "panel", "wonderfield-1", _nora.Id));
            unit.Desk.Add(new Service(unit.NewId(), "wonderfield.example", organisationId: null, _nora.Id));
            var there = new ExternalIdentity("company", "https://id.company.example", _nora.Address, Address: null);
            unit.Desk.AddRange(new ExternalAccount(unit.NewId(), _nora.Id, there, unit.Now), new PendingAccount(unit.NewId(), _nora.Id, there, unit.Now));
            unit.Desk.Add(new Mail(
                unit.NewId(), MailTemplateNames.Summary, ticketId: null, _ann.Id, "summary@demo.example", "desk@demo.example", "ann@demo.example", "desk@demo.example", "News", "Nora Wonderfield answered", "<li>Nora Wonderfield answered</li>", "", isAutomatic: true, wasSent: true, unit.Now));
            var message = new InboundMessage { Source = "mail:support@demo.example", ContentHash = "1", ReceivedAt = unit.Now, From = new InboundAddress("Nora Wonderfield", _nora.Address), Subject = "From Nora Wonderfield", Text = _nora.Address };
            var entry = new InboundEntry(unit.NewId(), message, unit.Now);
            unit.Desk.AddRange(entry, new HeldMessage(entry, message, ticketId: null, "Nora Wonderfield", message.Subject, message.Text), new PersonAlias("nora@home.example", _nora.Id, _ann.Id, unit.Now));
            unit.Desk.People.Attach(_nora);
            _nora.SetPasswordHash("hash");
        });
        await new SessionDesk(_desk.Store).BeginAsync(_nora, "Firefox", "192.0.2.1", default);
        await new ApiTokens(_desk.Store).CreateAsync(_nora.Id, ["tickets"], Of(_nora), default);
        (await new JoiningDesk(_desk.Store).AskAsync(new NewColleague("Nora Wonderfield", _nora.Address.ToUpperInvariant(), "en", other.Id, "Nora Wonderfield is new here."), Of(_tom), default)).Refusals.Should().BeEmpty();
        (await new JoiningDesk(_desk.Store).AskAsync(new NewColleague("Zoe", "zoe@people.example", "en", organisation.Id, "Regards, Nora Wonderfield"), Of(_nora), default)).Refusals.Should().BeEmpty();

        await using (var content = new MemoryStream(Encoding.UTF8.GetBytes(Words)))
        {
            var file = await Files().UploadAsync(content, $"{Words}.txt", "text/plain", Of(_nora), default);
            _hers = await _desk.OpenTicketAsync(_nora, $"{Words} is down", $"I am in **{Words}**.", with: open => open with
            {
                Attachments = [file.Attachment!.Id],
                Format = MessageFormat.Markdown,
                Fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["server"] = Words },
            });
        }

        await using (var tables = _desk.Store.Read())
        {
            _hash = await tables.AllAttachments.Select(a => a.Hash).SingleAsync();
        }

        await _desk.ReplyAsync(_hers, _ann);
        _toms = await _desk.OpenTicketAsync(_tom);
        await _desk.DoAsync(_toms, _ann, new Share([new ShareWith(ShareKind.Person, _nora.Id)]));
        await _desk.DoAsync(_toms, _nora, new Follow(), new Reply($"{Words} too.", []));
        await _desk.DoAsync(_toms, _tom, new AddCc([new CcAddress(_nora.Address, "Nora Wonderfield")]));
        await _desk.ReplyAsync(_toms, _ann, "Both of you: wait.");
        await _desk.DeliverAsync();
        var choices = new Dictionary<(HearingKind, HearingChannel), HearingPace> { [(HearingKind.Changed, HearingChannel.Mail)] = HearingPace.Daily };
        (await new HearingDesk(_desk.Store, new DeskZone(DeskZone.Utc)).ChangeAsync(new HearingSettings { Paces = choices }, Of(_nora), default)).Should().BeEmpty();
        await _desk.DoAsync(_hers, _ann, new SetStatus("closed"));
        await _desk.DoAsync(_hers, _ann, new SetStatus("open"));
        await _desk.DeliverAsync();
    }

    private AttachmentDesk Files() => new(_desk.Store, _desk.Blobs, new AttachmentOptions(), NullLogger<AttachmentDesk>.Instance);

    private Task<PersonResult> EraseAsync(bool withWords) => _eraser.EraseAsync(new Erasure(_nora.Id, _nora.Address, withWords, Called, "(erased)"), _admin, default);

    private async Task<string> KeyAsync(Erasure erasure, Actor by) => (await _eraser.EraseAsync(erasure, by, default)).Refusals.Should().ContainSingle().Which.Sentence.Key;

    /// <summary>All of it: what waits until no row can be on its way to bytes that were just stored, and the jobs of mail that waited, too.</summary>
    private async Task DeliverAllAsync()
    {
        await _desk.DeliverAsync();
        _desk.Clock.Advance(DiskBlobs.RowsComeWithin + TimeSpan.FromMinutes(2));
        await _desk.DeliverAsync();
        _desk.Clock.Advance(DiskBlobs.RowsComeWithin + TimeSpan.FromMinutes(2));
        await _desk.DeliverAsync();
        _desk.Clock.Advance(TimeSpan.FromDays(1));
        await _desk.DeliverAsync();
    }

    /// <summary>The columns, as <c>table.column</c>, in which a text stands somewhere.</summary>
    private async Task<IReadOnlyList<string>> FoundAsync(string text)
    {
        await using var tables = _desk.Store.Read();
        var found = new List<string>();
        foreach (var table in tables.Model.GetEntityTypes().Where(type => type.GetTableName() is not null))
        {
            foreach (var column in table.GetProperties().Select(property => property.GetColumnName()))
            {
                var statement = $"SELECT COUNT(*) AS \"Value\" FROM \"{table.GetTableName()}\" WHERE CAST(\"{column}\" AS TEXT) LIKE '%' || @text || '%'";
                if (await tables.Database.SqlQueryRaw<int>(statement, new Microsoft.Data.Sqlite.SqliteParameter("text", text)).SingleAsync() > 0)
                {
                    found.Add($"{table.GetTableName()!.Replace("desk_", "", StringComparison.Ordinal)}.{column}");
                }
            }
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private static Actor Of(Person person) => new(person.Id, person.Role, "web");
}
