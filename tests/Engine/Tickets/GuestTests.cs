using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.Tests.Notifications;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Tickets.Guests;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Tickets;

/// <summary>Row E9: somebody without an account opens a ticket, proves the address, and sees that one ticket.</summary>
public sealed class GuestTests : IAsyncLifetime
{
    private const string Address = "gusta@home.example";

    private MailDesk _desk = null!;
    private GuestDesk _guests = null!;
    private Person _ann = null!;

    public async Task InitializeAsync()
    {
        _desk = await MailDesk.OpenAsync();
        _guests = new GuestDesk(_desk.Store, _desk.Tickets, _desk.Links, new SignInGuards(_desk.Store));
        _ann = await _desk.AgentAsync("Ann");
        await _desk.WriteAsync(unit =>
        {
            var policy = new AccessPolicy(WhoAdds.Managers);
            policy.SetUp(new AccessRules(WhoAdds.Managers, GuestsMayOpen: true));
            unit.Desk.Add(policy);
        });
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task E9_Nobody_hears_of_it_and_no_ticket_is_there_before_the_address_is_proved()
    {
        var secret = await AskedAsync();

        var mail = (await _desk.SentAsync()).Should().ContainSingle().Subject;
        mail.To.Should().Be($"\"\" <{Address}>", "whose the address is nobody knows yet");
        (mail.Subject + mail.Text + mail.Html).Should().NotContainAny("Gusta", "printer", "Please help");
        (await TicketsAsync()).Should().BeEmpty();

        (await _guests.FindAsync(secret, default))!.Held!.Subject.Should().Be("The printer is on fire");
        var access = (await _guests.EnterAsync(secret, default)).Access!;
        await _desk.DeliverAsync();

        access.Person.Should().BeEquivalentTo(new { Name = "Gusta Guest", Address, IsGuest = true, Role = Role.Customer, Language = "nl" });
        var ticket = (await TicketsAsync()).Should().ContainSingle().Subject;
        (ticket.Subject, ticket.RequesterId).Should().Be(("The printer is on fire", access.Person.Id));
        (await _desk.SentAsync()).Skip(1).Select(sent => sent.To).Should().Contain(to => to.Contains(Address, StringComparison.Ordinal)).And.Contain(to => to.Contains(_ann.Address, StringComparison.Ordinal));
        mail.Text.Should().Contain("/guest/open/…", "what is kept has no secret in it (LX8)");
    }

    [Fact]
    public async Task One_confirmation_opens_one_ticket_however_often_it_comes()
    {
        var secret = await AskedAsync();
        var entered = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => _guests.EnterAsync(secret, default))));
        entered.Select(result => result.Access!.Number).Distinct(StringComparer.Ordinal).Should().ContainSingle();
        (await _guests.EnterAsync(secret, default)).Access!.Number.Should().Be(entered[0].Access!.Number, "it leads to the ticket from then on");
        (await TicketsAsync()).Should().ContainSingle();

        await using var tables = _desk.Store.Read();
        (await tables.GuestTickets.CountAsync()).Should().Be(0, "what was held is in the ticket now");
        (await tables.People.CountAsync(p => p.FoldedAddress == Address)).Should().Be(1);
    }

    [Fact]
    public async Task A_form_that_comes_twice_is_one_ticket_whichever_mail_she_follows()
    {
        var (first, second) = (await AskedAsync(), await AskedAsync());
        second.Should().NotBe(first);

        var access = (await _guests.EnterAsync(second, default)).Access!;
        (await _guests.EnterAsync(first, default)).Access!.Number.Should().Be(access.Number);
        (await TicketsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task A_form_that_comes_again_days_later_is_kept_as_long_as_a_new_one_and_one_that_says_something_else_is_another()
    {
        (await AskAsync()).Should().BeEmpty();
        _desk.Clock.Advance(GuestTicket.Kept - TimeSpan.FromHours(1));
        (await AskAsync()).Should().BeEmpty();
        await using (var tables = _desk.Store.Read())
        {
            (await tables.GuestTickets.SingleAsync()).ExpiresAt.Should().Be(_desk.Clock.GetUtcNow() + GuestTicket.Kept);
        }

        await _desk.WriteAsync(unit => unit.Desk.Add(new FieldDefinition(
            FieldOwner.Ticket, "server", FieldKind.Text, LocalizedText.Of("Server", "Server", "Serveur", "サーバー"), isRequired: false, isForStaff: false, order: 1)));
        var open = new Open("The printer is on fire", _desk.Department.Key, "Please help.", []) { Fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["server"] = "web2" } };
        foreach (var name in new[] { "Gusta Guest", "Augusta Guest", "Gusta Guest" })
        {
            (await _guests.AskAsync(new NewGuestTicket(name, Address, "nl", open), "192.0.2.1", default)).Should().BeEmpty();
        }

        await using var after = _desk.Store.Read();
        (await after.GuestTickets.CountAsync()).Should().Be(3);
    }

    [Fact]
    public async Task A_mail_server_that_is_away_for_days_loses_nothing()
    {
        (await AskAsync()).Should().BeEmpty();
        _desk.Transport.OnSending = _ => throw new IOException("Nobody answers.");
        await _desk.DeliverAsync();
        _desk.Clock.Advance(TimeSpan.FromDays(3));

        var access = (await _guests.EnterAsync(await SecretOfNextMailAsync(), default)).Access;
        access.Should().NotBeNull("the link works for a day from when it is sent");
    }

    [Fact]
    public async Task LX8_Her_links_expire_and_lead_nowhere_else()
    {
        var secret = await AskedAsync();
        foreach (var wrong in new[] { secret.ToUpperInvariant(), secret + "=", secret[..^1], " " + secret, "", new string('a', secret.Length) })
        {
            (await _guests.FindAsync(wrong, default)).Should().BeNull(wrong);
        }

        _desk.Clock.Advance(AccountLinks.GuestConfirmationLasts);
        (await _guests.EnterAsync(secret, default)).Access.Should().BeNull("a day is over");

        secret = await AskedAsync();
        await _guests.EnterAsync(secret, default);
        (await _desk.Accounts.ChoosePasswordAsync(secret, "correct horse battery", default)).Refusals.Should().ContainSingle(refusal => refusal.Kind == RefusalKind.NotFound, "a guest's link leads to no password");
        (await _desk.Links.FindAsync(secret, AccountLinks.ToPassword, default)).Should().BeNull();
        _desk.Clock.Advance(AccountLinks.GuestTicketLasts);
        (await _guests.EnterAsync(secret, default)).Access.Should().BeNull("a month is over");
    }

    [Fact]
    public async Task Each_mail_of_her_ticket_leads_to_it_without_an_account()
    {
        var access = await OpenAsync();
        var ticket = await _desk.FindAsync(access.TicketId);
        await _desk.ReplyAsync(ticket, _ann);
        await _desk.DeliverAsync();

        var mail = _desk.Transport.Taken.Last(taken => taken.To.Contains(Address, StringComparison.Ordinal));
        mail.Template.Should().Be("ticket-replied-requester");
        (await _desk.SentAsync()).Single(sent => sent.Id == mail.Id).Text.Should().NotContain("/tickets/").And.Contain("/guest/open/…");
        _desk.Transport.Taken.Single(taken => taken.Template == "ticket-opened-staff").Text.Should().Contain("/agent/tickets/");
    }

    [Fact]
    public async Task Asked_again_a_link_comes_to_whoever_has_the_ticket_and_to_nobody_else()
    {
        var access = await OpenAsync();
        var before = _desk.Transport.Taken.Count;
        foreach (var (address, number) in new[] { (Address, "999999"), ("other@home.example", access.Number), (_ann.Address, access.Number) })
        {
            (await _guests.AskLinkAsync(address, number, "192.0.2.7", default)).Should().BeNull("the answer tells nothing (LX10)");
        }

        await _desk.DeliverAsync();
        _desk.Transport.Taken.Should().HaveCount(before);

        (await _guests.AskLinkAsync("GUSTA@home.example ", " #" + access.Number, "192.0.2.7", default)).Should().BeNull();
        var secret = await SecretOfNextMailAsync();
        _desk.Transport.Taken[^1].Subject.Should().Contain(access.Number);
        (await _guests.EnterAsync(secret, default)).Access!.TicketId.Should().Be(access.TicketId);
    }

    [Fact]
    public async Task A_guest_sees_one_ticket_answers_it_and_does_nothing_else()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        first.Person.Id.Should().Be(second.Person.Id, "one address is one person");
        var guest = new Actor(first.Person.Id, Role.Customer, "web") { OnlyTicket = first.TicketId };

        await using (var tables = _desk.Store.Read())
        {
            var sight = Sight.Of(guest);
            (await sight.Tickets(tables).Select(t => t.Id).ToListAsync()).Should().Equal(first.TicketId);
            (await sight.Ticket(tables, second.TicketId).AnyAsync()).Should().BeFalse();
            (await sight.Messages(tables).Select(m => m.TicketId).Distinct().ToListAsync()).Should().Equal(first.TicketId);
            (await (await sight.PartsAsync(tables, tables.AllTickets, default)).Single().Select(t => t.Id).ToListAsync()).Should().Equal(first.TicketId);
        }

        (await DoAsync(guest, first, new Reply("It still burns.", []))).Should().BeEmpty();
        (await DoAsync(guest, first, new SetStatus(Status.Closed))).Should().BeEmpty();
        (await DoAsync(guest, second, new Reply("Not mine.", []))).Should().Equal(RefusalKind.NotFound);
        foreach (var act in new Act[] { new AddCc([new CcAddress("copies@home.example")]), new Share([new ShareWith(ShareKind.Person, _ann.Id)]), new Note("For staff.", []) })
        {
            (await DoAsync(guest, first, act)).Should().Contain(RefusalKind.Forbidden, act.Name);
        }

        (await _desk.Tickets.OpenAsync(new Open("Another", "support", "Please.", []), guest, default)).Refusals.Should().Contain(refusal => refusal.Kind == RefusalKind.Forbidden);
    }

    [Fact]
    public async Task A1_A_guest_gets_no_account_by_asking_and_one_as_soon_as_somebody_lets_her_in()
    {
        var access = await OpenAsync();
        var sessions = new SessionDesk(_desk.Store);
        var session = await sessions.BeginAsync(access.Person, "Firefox, Linux", place: null, default, access.TicketId);
        (await sessions.FindAsync(session, default))!.TicketId.Should().Be(access.TicketId);
        var before = _desk.Transport.Taken.Count;
        await _desk.Accounts.AskNewPasswordAsync(Address, "192.0.2.7", default);
        await _desk.DeliverAsync();
        _desk.Transport.Taken.Should().HaveCount(before);

        var added = await _desk.Accounts.AddPersonAsync(new NewPerson("Gusta Lind", Address, Role.Customer, "fr") { IsInvited = true }, Actor.System, default);
        await _desk.DeliverAsync();

        added.Person.Should().BeEquivalentTo(new { access.Person.Id, Name = "Gusta Lind", Language = "fr", IsGuest = false });
        _desk.Transport.Taken[^1].Template.Should().Be("account-invitation");
        (await sessions.FindAsync(session, default)).Should().BeNull("what she saw as a guest she sees signed in");
        (await _desk.Accounts.AddPersonAsync(new NewPerson("Again", Address, Role.Customer, "en"), Actor.System, default)).Refusals.Should().ContainSingle();
    }

    [Fact]
    public async Task Whoever_has_an_account_opens_it_as_herself_and_whoever_is_shut_out_opens_nothing()
    {
        var emma = await _desk.CustomerAsync("Emma");
        var secret = await AskedAsync(emma.Address);
        var access = (await _guests.EnterAsync(secret, default)).Access!;
        (access.Person.Id, access.Person.IsGuest).Should().Be((emma.Id, false));
        (await TicketsAsync()).Single().RequesterId.Should().Be(emma.Id);

        await _desk.WriteAsync(unit => unit.Desk.People.Single(p => p.Id == emma.Id).Disable(unit.Now));
        (await _guests.EnterAsync(secret, default)).Access.Should().BeNull();
        await _desk.DeliverAsync();
        var before = _desk.Transport.Taken.Count;
        (await AskAsync(emma.Address)).Should().BeEmpty();
        await _desk.DeliverAsync();
        _desk.Transport.Taken.Should().HaveCount(before);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_once_and_nothing_is_kept()
    {
        var wrong = await _guests.AskAsync(new NewGuestTicket(" ", "nowhere", "en", new Open("", "never", "", [])), client: null, default);
        wrong.Select(refusal => refusal.Field).Should().BeEquivalentTo("name", "address", "subject", "department", "body");

        var waits = new List<Refusal>();
        for (var i = 0; i < 7; i++)
        {
            waits.AddRange(await AskAsync(subject: $"Number {i}"));
        }

        waits.Should().NotBeEmpty("nobody's mailbox is to be filled").And.OnlyContain(refusal => refusal.Kind == RefusalKind.Unavailable && refusal.Field == "address");

        await _desk.WriteAsync(unit => unit.Desk.AccessPolicies.Single().SetUp(new AccessRules(WhoAdds.Managers)));
        (await _guests.IsOpenAsync(default)).Should().BeFalse();
        (await AskAsync("late@home.example")).Should().ContainSingle(refusal => refusal.Kind == RefusalKind.NotFound);
        await using var tables = _desk.Store.Read();
        (await tables.GuestTickets.CountAsync()).Should().Be(7 - waits.Count);
    }

    private Task<IReadOnlyList<Refusal>> AskAsync(string address = Address, string subject = "The printer is on fire") => _guests.AskAsync(
        new NewGuestTicket("Gusta Guest", address, "nl", new Open(subject, "support", "Please help.", []) { Format = MessageFormat.Markdown }), "192.0.2.7", default);

    /// <summary>The secret of the mail by which she confirms.</summary>
    private async Task<string> AskedAsync(string address = Address)
    {
        (await AskAsync(address)).Should().BeEmpty();
        return await SecretOfNextMailAsync();
    }

    /// <summary>What is kept of a mail has no secret in it, so it is read while it is sent.</summary>
    private async Task<string> SecretOfNextMailAsync()
    {
        var secret = "";
        _desk.Transport.OnSending = mail =>
        {
            secret = SecretIn(mail);
            return Task.CompletedTask;
        };
        await _desk.DeliverAsync();
        _desk.Transport.OnSending = _ => Task.CompletedTask;
        return secret;
    }

    private async Task<GuestAccess> OpenAsync()
    {
        var access = (await _guests.EnterAsync(await AskedAsync(), default)).Access!;
        await _desk.DeliverAsync();
        return access;
    }

    private async Task<IReadOnlyList<RefusalKind>> DoAsync(Actor actor, GuestAccess access, Act act) =>
        [.. (await _desk.Tickets.DoAsync(access.TicketId, [act], actor, expectedVersion: null, default)).Refusals.Select(refusal => refusal.Kind)];

    private async Task<List<Ticket>> TicketsAsync()
    {
        await using var tables = _desk.Store.Read();
        return await tables.AllTickets.ToListAsync();
    }

    private static string SecretIn(Mail mail)
    {
        const string Before = "/guest/open/";
        var at = mail.Text.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return mail.Text[at..mail.Text.IndexOf('\n', at)];
    }
}
