using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Hearing;
using Helpdesk.Engine.Channels.Notices;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Channels.Notifications.Holding;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Notifications;

/// <summary>LN2: many changes make few mails, by each person's choice, at her hours; and no comment reaches nobody (row B5).</summary>
public sealed class HearingTests : IAsyncLifetime
{
    private MailDesk _desk = null!;
    private HearingDesk _hearing = null!;
    private NoticeDesk _notices = null!;
    private Person _carla = null!;
    private Person _ann = null!;
    private Ticket _ticket = null!;

    public static TheoryData<string> Providers => TestDatabase.Providers;

    public Task InitializeAsync() => BeginAsync("sqlite");

    private async Task BeginAsync(string provider)
    {
        _desk = await MailDesk.OpenAsync(provider: provider);
        _hearing = new HearingDesk(_desk.Store, new DeskZone("Europe/Amsterdam"));
        _notices = new NoticeDesk(_desk.Store);
        (_carla, _ann) = (await _desk.CustomerAsync("Carla", "nl"), await _desk.AgentAsync("Ann"));
        _ticket = await _desk.OpenTicketAsync(_carla);
        await _desk.DoAsync(_ticket, _ann, new Assign(_ann.Id));
        await SettleAsync();
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task LN2_A_conversation_is_mailed_at_once_and_a_burst_in_one_mail()
    {
        for (var i = 1; i <= 6; i++)
        {
            await _desk.DoAtOnceAsync(_ticket, _ann, new Reply($"Thought {i}.", []));
            await _desk.DeliverAsync();
        }

        To(_carla).Should().HaveCount(MailTiming.AtOnce, "the others wait");
        _desk.Clock.Advance(MailTiming.Burst);
        await _desk.DeliverAsync();

        var mails = To(_carla);
        mails.Should().HaveCount(MailTiming.AtOnce + 1);
        var rest = mails[^1];
        rest.Template.Should().Be(MailTemplateNames.Several);
        rest.Subject.Should().Be(mails[0].Subject);
        rest.ReplyTo.Should().Be(mails[0].ReplyTo, "an answer goes where it went before");
        rest.References.Should().Contain(mails[0].MessageId);
        rest.IsAutomatic.Should().BeFalse("somebody wrote to her");
        rest.MuteLink.Should().Be(mails[0].MuteLink);
        rest.Text.Should().Contain("Ann heeft geantwoord").And.Contain("Thought 4.").And.Contain("Thought 5.").And.Contain("Thought 6.").And.NotContain("Thought 3.");
        rest.Html.Should().Contain("Thought 6.");
        (await WaitingAsync()).Should().BeEmpty();
        (await _desk.RowsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task One_that_waited_alone_is_the_mail_that_it_would_have_been()
    {
        for (var i = 1; i <= 4; i++)
        {
            await _desk.DoAtOnceAsync(_ticket, _ann, new Reply($"Thought {i}.", []));
        }

        await _desk.DeliverAsync();
        _desk.Clock.Advance(MailTiming.Burst);
        await _desk.DeliverAsync();

        To(_carla)[^1].Should().BeEquivalentTo(new { Template = MailTemplateNames.RepliedForRequester }, options => options.ExcludingMissingMembers());
        To(_carla)[^1].Text.Should().Contain("Thought 4.");
    }

    [Fact]
    public async Task What_comes_while_others_wait_goes_with_them()
    {
        for (var i = 1; i <= 4; i++)
        {
            await _desk.DoAtOnceAsync(_ticket, _ann, new Reply($"Thought {i}.", []));
            await _desk.DeliverAsync();
            _desk.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        // The first of the three is ten minutes old a minute before the fourth is due with it.
        _desk.Clock.Advance(MailTiming.Burst - TimeSpan.FromMinutes(5));
        await _desk.DoAtOnceAsync(_ticket, _ann, new Reply("Thought 5.", []));
        await _desk.DeliverAsync();
        To(_carla).Should().HaveCount(3);
        _desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await _desk.DeliverAsync();

        To(_carla).Should().HaveCount(4);
        To(_carla)[^1].Text.Should().Contain("Thought 4.").And.Contain("Thought 5.");
    }

    [Fact]
    public async Task Copies_come_no_faster()
    {
        await _desk.DoAsync(_ticket, _carla, new AddCc([new CcAddress("copy@people.example")]));
        await SettleAsync();
        for (var i = 1; i <= 5; i++)
        {
            await _desk.DoAtOnceAsync(_ticket, _ann, new Reply($"Thought {i}.", []));
        }

        await _desk.DeliverAsync();
        Copies().Should().HaveCount(3);
        _desk.Clock.Advance(MailTiming.Burst);
        await _desk.DeliverAsync();

        Copies().Should().HaveCount(4);
        Copies()[^1].Text.Should().Contain("Thought 4.").And.Contain("Thought 5.").And.NotContain("/tickets/");

        List<Mail> Copies() => [.. _desk.Transport.Taken.Where(mail => mail.FoldedAddress == "copy@people.example")];
    }

    [Fact]
    public async Task In_quiet_hours_all_of_a_ticket_waits_for_their_end_but_a_receipt()
    {
        await ChooseAsync(_carla, new HearingSettings { QuietFrom = new TimeOnly(20, 0), QuietTo = new TimeOnly(7, 0) });
        await AtAsync("2026-03-03T23:00:00+01:00");

        await _desk.DoAtOnceAsync(_ticket, _ann, new Reply("In the night.", []));
        await _desk.DoAtOnceAsync(_ticket, _ann, new SetStatus("closed"));
        await _desk.OpenTicketAsync(_carla, "Something else");
        await _desk.DeliverAsync();

        To(_carla).Should().ContainSingle().Which.Template.Should().Be(MailTemplateNames.OpenedForRequester, "she is awake, and waits for it");
        await AtAsync("2026-03-04T06:59:59+01:00");
        To(_carla).Should().HaveCount(1);
        await AtAsync("2026-03-04T07:00:00+01:00");

        To(_carla).Should().HaveCount(2);
        To(_carla)[^1].Text.Should().Contain("In the night.").And.Contain("Ann heeft het ticket gesloten");
    }

    [Fact]
    public async Task A_summary_tells_once_a_day_of_all_tickets_what_she_may_still_see()
    {
        var other = await _desk.OpenTicketAsync(_carla, "The <fridge> is cold");
        var lost = await _desk.OpenTicketAsync(await _desk.CustomerAsync("Dirk"), "Not hers for long");
        await _desk.DoAsync(lost, _ann, new Share([new ShareWith(ShareKind.Person, _carla.Id)]));
        await ChooseAsync(_carla, Daily(HearingKind.Replied));
        await SettleAsync();
        for (var i = 1; i <= 5; i++)
        {
            await _desk.DoAsync(_ticket, _ann, new Reply($"Thought {i}.", []));
        }

        await _desk.DoAsync(other, _ann, new Reply("It <is> meant to be.", []));
        await _desk.DoAsync(lost, _ann, new Reply("Secret.", []));
        await _desk.DoAsync(lost, _ann, new Unshare(new ShareWith(ShareKind.Person, _carla.Id)));
        await _desk.DeliverAsync();
        To(_carla).Should().BeEmpty();
        await AtAsync("2026-03-04T08:00:00+01:00");

        var summary = To(_carla).Should().ContainSingle().Which;
        summary.Template.Should().Be(MailTemplateNames.Summary);
        summary.Subject.Should().Be("Nieuws over 2 tickets");
        summary.TicketId.Should().BeNull();
        summary.IsAutomatic.Should().BeTrue();
        summary.Text.Should().Contain($"#{_ticket.Number} The printer is on fire").And.Contain("Ann heeft geantwoord: Thought 5.").And.Contain("Thought 3.").And.NotContain("Thought 2.")
            .And.Contain("Meer op de pagina van het ticket: 2").And.Contain($"https://help.demo.example/tickets/{other.Number}").And.Contain("https://help.demo.example/mute/")
            .And.Contain("https://help.demo.example/account/notifications").And.NotContain("Secret").And.NotContain("Not hers");
        summary.Html.Should().Contain("The &lt;fridge&gt; is cold").And.Contain("It &lt;is&gt; meant to be.");
        (await WaitingAsync()).Should().BeEmpty();
        await AtAsync("2026-03-05T08:00:00+01:00");
        To(_carla).Should().HaveCount(1, "there is nothing new");
    }

    [Fact]
    public async Task A_summary_of_more_tickets_than_anybody_reads_says_how_many_more_she_may_see()
    {
        await ChooseAsync(_carla, Daily(HearingKind.Replied));
        var tickets = new List<Ticket>();
        for (var i = 0; i < SummaryComposer.MostTickets + 4; i++)
        {
            tickets.Add(await _desk.OpenTicketAsync(_carla, $"Number {i}"));
            await _desk.DoAtOnceAsync(tickets[i], _ann, new Reply($"Answer {i}.", []));
        }

        await _desk.DeliverAsync();
        _desk.Transport.Taken.Clear();
        await _desk.DoAtOnceAsync(tickets[0], _carla, new Unfollow());
        await AtAsync("2026-03-03T08:00:00+01:00");

        var summary = To(_carla).Should().ContainSingle(mail => mail.Template == MailTemplateNames.Summary).Which;
        summary.Subject.Should().Be($"Nieuws over {SummaryComposer.MostTickets + 3} tickets");
        summary.Text.Should().Contain("Answer 43.").And.Contain("Answer 4.").And.NotContain("Answer 3.").And.Contain("Meer tickets met nieuws: 3.");
    }

    [Fact]
    public async Task What_waits_comes_as_she_says_from_now_on()
    {
        await ChooseAsync(_carla, new HearingSettings { QuietDays = [DayOfWeek.Monday, DayOfWeek.Tuesday], Paces = Daily(HearingKind.Changed).Paces });
        await _desk.DoAsync(_ticket, _ann, new Reply("While it is quiet.", []), new SetStatus("closed"));
        await _desk.DoAsync(_ticket, _ann, new SetStatus("open"));
        await _desk.DeliverAsync();
        To(_carla).Should().BeEmpty();

        await ChooseAsync(_carla, new HearingSettings { QuietDays = [DayOfWeek.Monday] });
        await AtAsync("2026-03-02T23:59:59+01:00");
        To(_carla).Should().BeEmpty("it is still Monday");
        await AtAsync("2026-03-03T00:00:00+01:00");

        To(_carla).Should().ContainSingle("the summary that she wants no more is one with the rest of its ticket").Which.Text.Should().Contain("While it is quiet.").And.Contain("Ann heeft het ticket heropend");
        await _desk.DoAsync(_ticket, _ann, new Reply("On Tuesday.", []));
        await _desk.DeliverAsync();
        To(_carla).Should().HaveCount(2, "nothing waits for the hours of before");
        await AtAsync("2026-03-05T12:00:00+01:00");
        To(_carla).Should().HaveCount(2);
        (await WaitingAsync()).Should().BeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Either_database_understands_what_is_asked_of_it(string provider)
    {
        await DisposeAsync();
        await BeginAsync(provider);
        var settings = Daily(HearingKind.Changed) with { SummaryHour = 6, QuietFrom = new TimeOnly(20, 30), QuietTo = new TimeOnly(7, 15), QuietDays = [DayOfWeek.Sunday], TimeZone = "Asia/Tokyo" };
        await ChooseAsync(_carla, settings);
        (await _hearing.FindAsync(_carla.Id, default)).Should().BeEquivalentTo(settings);
        await ChooseAsync(_carla, Daily(HearingKind.Changed));
        for (var i = 1; i <= 5; i++)
        {
            await _desk.DoAtOnceAsync(_ticket, _ann, new Reply($"Thought {i}.", []));
        }

        await _desk.DoAtOnceAsync(_ticket, _ann, new SetStatus("closed"));
        await _desk.DeliverAsync();
        To(_carla).Should().HaveCount(3);
        var sessions = new SessionDesk(_desk.Store);
        var session = await sessions.BeginAsync(_carla, "Firefox", place: null, default);
        (await sessions.FindAsync(session, default))!.News.Should().Be(6);
        await _notices.SeeAsync(Of(_carla), _ticket.Id, default);
        (await sessions.FindAsync(session, default))!.News.Should().Be(0);
        await ChooseAsync(_carla, Daily(HearingKind.Changed) with { SummaryHour = 9 });
        _desk.Clock.Advance(MailTiming.Burst);
        await _desk.DeliverAsync();
        To(_carla).Should().HaveCount(4);
        await AtAsync("2026-03-03T09:00:00+01:00");

        To(_carla).Should().HaveCount(5);
        To(_carla)[^1].Template.Should().Be(MailTemplateNames.Summary);
        (await WaitingAsync()).Should().BeEmpty();
        await _notices.SeeAllAsync(Of(_ann), default);
    }

    [Fact]
    public async Task Whoever_chose_none_gets_none_even_of_what_waits_and_has_it_on_her_list()
    {
        await ChooseAsync(_carla, Daily(HearingKind.Replied));
        await _desk.ReplyAsync(_ticket, _ann);
        await _desk.DeliverAsync();
        await ChooseAsync(_carla, Never(HearingChannel.Mail, HearingKind.Replied));
        await _desk.ReplyAsync(_ticket, _ann);
        await AtAsync("2026-03-04T08:00:00+01:00");

        To(_carla).Should().BeEmpty();
        (await _notices.ListAsync(Of(_carla), 10, before: null, default)).Select(line => (line.Template, line.Actor, line.Number, line.IsSeen))
            .Should().Equal((MailTemplateNames.RepliedForRequester, "Ann", _ticket.Number, false), (MailTemplateNames.RepliedForRequester, "Ann", _ticket.Number, false));
        (await WaitingAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task B5_Where_all_have_chosen_to_hear_of_no_answers_they_hear_nonetheless()
    {
        var ben = await _desk.AgentAsync("Ben");
        foreach (var agent in new[] { _ann, ben })
        {
            await ChooseAsync(agent, Never(HearingChannel.Mail, HearingKind.Replied, HearingKind.Opened), Never(HearingChannel.Desk, HearingKind.Replied, HearingKind.Opened));
        }

        await _desk.ReplyAsync(_ticket, _carla, "Is anybody there?");
        var second = await _desk.OpenTicketAsync(_carla, "Hello?");
        await _desk.DeliverAsync();

        To(_ann).Select(mail => (mail.TicketId, mail.Template)).Should().BeEquivalentTo([((long?)_ticket.Id, MailTemplateNames.RepliedForStaff), (second.Id, MailTemplateNames.OpenedForStaff)]);
        To(ben).Select(mail => mail.TicketId).Should().Equal([second.Id], "the answer is the assignee's");
    }

    [Fact]
    public async Task One_who_hears_on_the_desk_alone_is_passed_over_by_nobody()
    {
        var ben = await _desk.AgentAsync("Ben");
        await ChooseAsync(_ann, Never(HearingChannel.Mail, HearingKind.Replied));

        await _desk.ReplyAsync(_ticket, _carla, "Is anybody there?");
        await _desk.DeliverAsync();

        To(_ann).Should().BeEmpty();
        To(ben).Should().BeEmpty("the assignee has it on her list");
        (await _notices.ListAsync(Of(_ann), 10, before: null, default)).Should().Contain(line => line.Template == MailTemplateNames.RepliedForStaff);
    }

    [Fact]
    public async Task Whoever_is_mentioned_and_wants_no_mail_of_that_still_gets_the_answer()
    {
        await ChooseAsync(_carla, Never(HearingChannel.Mail, HearingKind.Addressed));

        await _desk.ReplyAsync(_ticket, _ann, "Dear @Carla, look.");
        await _desk.DeliverAsync();

        To(_carla).Should().ContainSingle().Which.Template.Should().Be(MailTemplateNames.RepliedForRequester);
        (await _notices.ListAsync(Of(_carla), 1, before: null, default)).Single().Template.Should().Be(MailTemplateNames.MentionedForCustomer);
    }

    [Fact]
    public async Task A_server_that_fails_after_it_took_what_waited_gets_it_again_under_the_same_name_and_nothing_else()
    {
        for (var i = 1; i <= 5; i++)
        {
            await _desk.DoAtOnceAsync(_ticket, _ann, new Reply($"Thought {i}.", []));
        }

        await _desk.DeliverAsync();
        var failures = 0;
        _desk.Transport.OnTaken = _ => failures++ == 0 ? throw new IOException("The line went dead.") : Task.CompletedTask;
        _desk.Clock.Advance(MailTiming.Burst);
        await _desk.DeliverAsync();
        _desk.Clock.Advance(TimeSpan.FromMinutes(5));
        await _desk.DeliverAsync();

        var mails = To(_carla);
        mails.Should().HaveCount(5);
        mails[^1].MessageId.Should().Be(mails[^2].MessageId);
        (await _desk.SentAsync()).Count(mail => mail.Template == MailTemplateNames.Several).Should().Be(1);
        (await WaitingAsync()).Should().BeEmpty();
        (await _desk.RowsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task LN6_A_list_of_news_has_what_its_reader_may_see_and_forgets_what_she_has_seen()
    {
        var dirks = await _desk.OpenTicketAsync(await _desk.CustomerAsync("Dirk"), "Not hers for long");
        await _desk.DoAsync(dirks, _ann, new Share([new ShareWith(ShareKind.Person, _carla.Id)]));
        await _desk.DeliverAsync();
        await _desk.ReplyAsync(_ticket, _ann);
        await _desk.DeliverAsync();
        (await _notices.ListAsync(Of(_carla), 10, before: null, default)).Select(line => line.Number).Should().Equal(_ticket.Number, dirks.Number);

        await _notices.SeeAsync(Of(_carla), _ticket.Id, default);
        await _desk.DoAsync(dirks, _ann, new Unshare(new ShareWith(ShareKind.Person, _carla.Id)));

        (await _notices.ListAsync(Of(_carla), 10, before: null, default)).Select(line => (line.Number, line.IsSeen)).Should().Equal((_ticket.Number, true));
        (await _notices.ListAsync(Of(_ann), 10, before: null, default)).Should().NotContain(line => line.IsSeen, "what one has seen, another has not");
        await _notices.SeeAllAsync(Of(_ann), default);
        (await _notices.ListAsync(Of(_ann), 10, before: null, default)).Should().OnlyContain(line => line.IsSeen);
    }

    [Fact]
    public async Task Nobody_who_left_the_staff_reads_of_their_notes()
    {
        await _desk.NoteAsync(_ticket, await _desk.AgentAsync("Ben"));
        await _desk.DeliverAsync();
        (await _notices.ListAsync(Of(_ann), 10, before: null, default)).Should().Contain(line => line.Template == MailTemplateNames.NotedForStaff);

        await _desk.DoAsync(_ticket, _ann, new Share([new ShareWith(ShareKind.Person, _ann.Id)]));

        (await _notices.ListAsync(new Actor(_ann.Id, Role.Customer, "web"), 10, before: null, default)).Should().NotContain(line => line.Template == MailTemplateNames.NotedForStaff);
    }

    [Theory]
    [InlineData(24, null, null, 0, "", "summaryHour")]
    [InlineData(8, "22:00", null, 0, "", "quietTo")]
    [InlineData(8, null, "07:00", 0, "", "quietFrom")]
    [InlineData(8, "07:00", "07:00", 0, "", "quietTo")]
    [InlineData(8, null, null, 7, "", "quietDays")]
    [InlineData(8, null, null, 0, "Europe/Atlantis", "timeZone")]
    public async Task What_can_not_be_is_said_and_nothing_changes(int hour, string? from, string? to, int days, string zone, string field)
    {
        var before = new HearingSettings { SummaryHour = 17, TimeZone = "Asia/Tokyo" };
        await ChooseAsync(_carla, before);

        var settings = new HearingSettings
        {
            SummaryHour = hour,
            QuietFrom = from is null ? null : TimeOnly.Parse(from, CultureInfo.InvariantCulture),
            QuietTo = to is null ? null : TimeOnly.Parse(to, CultureInfo.InvariantCulture),
            QuietDays = [.. Enum.GetValues<DayOfWeek>().Take(days)],
            TimeZone = zone,
        };
        (await _hearing.ChangeAsync(settings, Of(_carla), default)).Should().ContainSingle().Which.Field.Should().Be(field);
        (await _hearing.FindAsync(_carla.Id, default)).Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task A_summary_on_the_list_of_news_is_none()
    {
        var settings = new HearingSettings { Paces = new Dictionary<(HearingKind, HearingChannel), HearingPace> { [(HearingKind.Replied, HearingChannel.Desk)] = HearingPace.Daily } };

        (await _hearing.ChangeAsync(settings, Of(_carla), default)).Should().ContainSingle().Which.Field.Should().Be("paces");
    }

    private static HearingSettings Daily(params HearingKind[] kinds) => With(HearingChannel.Mail, HearingPace.Daily, kinds);

    private static HearingSettings Never(HearingChannel channel, params HearingKind[] kinds) => With(channel, HearingPace.Never, kinds);

    private static HearingSettings With(HearingChannel channel, HearingPace pace, HearingKind[] kinds) => new() { Paces = kinds.ToDictionary(kind => (kind, channel), _ => pace) };

    private static Actor Of(Person person) => new(person.Id, person.Role, "web");

    private async Task ChooseAsync(Person person, params HearingSettings[] settings)
    {
        var all = settings[0] with { Paces = settings.SelectMany(one => one.Paces).ToDictionary() };
        (await _hearing.ChangeAsync(all, Of(person), default)).Should().BeEmpty();
    }

    private List<Mail> To(Person person) => [.. _desk.Transport.Taken.Where(mail => mail.FoldedAddress == person.FoldedAddress)];

    private async Task AtAsync(string time)
    {
        _desk.Clock.Advance(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) - _desk.Clock.GetUtcNow());
        await _desk.DeliverAsync();
    }

    /// <summary>What was before is told, and long ago.</summary>
    private async Task SettleAsync()
    {
        await _desk.DeliverAsync();
        _desk.Clock.Advance(MailTiming.Burst);
        _desk.Transport.Taken.Clear();
        await _desk.Store.WriteAsync((unit, token) => unit.Desk.Notices.ExecuteDeleteAsync(token), default);
    }

    private async Task<IReadOnlyList<long>> WaitingAsync()
    {
        await using var tables = _desk.Store.Read();
        return await tables.HeldMail.Select(h => h.Id).ToListAsync();
    }
}
