using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Tickets.Events;
using Helpdesk.Engine.Tickets.Sharing;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Tickets;

/// <summary>Rows B3, B6 and B7: with whom a ticket is shared, who may say so, and what becomes of it.</summary>
public sealed class SharingTests : IAsyncLifetime
{
    private DeskUnderTest _desk = null!;
    private long _site;

    public async Task InitializeAsync()
    {
        _desk = await DeskUnderTest.OpenAsync();
        // Sanne's organisation shows its members their own tickets only; Noor works with her, at a site.
        var organisation = await OrganisationAsync("De Wilg");
        _site = _desk.Store.NewId();
        var noor = new Person(_desk.Store.NewId(), "Noor de Wit", "noor@demo.example", Role.Customer, "nl", _desk.Clock.GetUtcNow());
        await _desk.SetUpAsync(noor, new Site(_site, organisation, "Utrecht"), new Membership(noor.Id, organisation, isManager: false, _site));
        Noor = new Actor(noor.Id, Role.Customer, "web");
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    private Actor Noor { get; set; } = Actor.System;

    [Fact]
    public async Task B3_A_ticket_that_is_shared_with_a_colleague_is_hers_to_read_and_to_answer()
    {
        var ticket = await _desk.OpenTicketAsync(_desk.Sanne);
        (await SeesAsync(Noor, ticket)).Should().BeFalse();

        await DoneAsync(ticket, _desk.Sanne, new Share([Of(Noor)]));

        var view = (await _desk.Reader.FindAsync(Noor, ticket.Number, default))!;
        view.Shares.Should().ContainSingle().Which.Should().Be(new ShareView(Of(Noor), "Noor de Wit", IsOfTicket: false, MayRemove: true));
        view.Followers.Should().ContainSingle().Which.Id.Should().Be(Noor.PersonId);
        view.IsFollowed.Should().BeTrue();
        await DoneAsync(ticket, Noor, new Reply("I saw it too.", []));
        (await _desk.Lists.ListAsync(Noor, new TicketListQuery(), default)).Lines.Should().ContainSingle();
        (await _desk.EventsAsync()).Should().Contain(TicketShared.EventName);
    }

    [Fact]
    public async Task B3_With_an_organisation_all_of_its_members_see_it_and_with_a_site_those_who_work_there()
    {
        var ticket = await _desk.OpenTicketAsync(_desk.Emma);
        var organisation = await OrganisationAsync("De Wilg");

        await DoneAsync(ticket, _desk.Alex, new Share([new ShareWith(ShareKind.Site, _site)]));
        (await SeesAsync(Noor, ticket)).Should().BeTrue();
        (await SeesAsync(_desk.Sanne, ticket)).Should().BeFalse();
        (await _desk.Reader.FindAsync(Noor, ticket.Number, default))!.Shares.Select(share => share.Name).Should().Equal("Brightwater", "De Wilg, Utrecht");

        await DoneAsync(ticket, _desk.Alex, new Share([new ShareWith(ShareKind.Organisation, organisation)]));
        (await SeesAsync(_desk.Sanne, ticket)).Should().BeTrue();
        (await SeesAsync(_desk.Camille, ticket)).Should().BeFalse();
    }

    [Fact]
    public async Task A_site_that_is_taken_away_is_on_no_ticket_any_more()
    {
        var ticket = await _desk.OpenTicketAsync(_desk.Emma);
        await DoneAsync(ticket, _desk.Alex, new Share([new ShareWith(ShareKind.Site, _site)]));

        (await new OrganisationDesk(_desk.Store).RemoveSiteAsync(await OrganisationAsync("De Wilg"), _site, Actor.System, default)).Refusals.Should().BeEmpty();

        (await SeesAsync(Noor, ticket)).Should().BeFalse();
        (await _desk.Reader.FindAsync(_desk.Emma, ticket.Number, default))!.Shares.Select(share => share.Name).Should().Equal("Brightwater");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B6_Whom_somebody_may_name_is_found_without_a_look_at_everybody(bool mentions)
    {
        var ticket = await _desk.OpenTicketAsync(_desk.Sanne);
        var people = new TicketPeople(_desk.Unused);
        using var watch = new QueryWatch();

        _ = mentions ? (await people.MentionableAsync(_desk.Sanne, ticket.Id, "a", isNote: false, default)).Count : (await people.SuggestAsync(_desk.Sanne, "a", default)).Count;

        foreach (var statement in watch.Statements)
        {
            var plan = await QueryPlan.OfAsync(_desk, statement);
            plan.Steps.Where(plan.Looks).Should().BeEmpty(plan.ToString());
        }
    }

    [Fact]
    public async Task B6_Whoever_is_not_of_ones_organisation_can_not_be_told_from_nobody()
    {
        var ticket = await _desk.OpenTicketAsync(_desk.Sanne);

        var foreign = await _desk.DoAsync(ticket, _desk.Sanne, new Share([Of(_desk.Camille)]));
        var nobody = await _desk.DoAsync(ticket, _desk.Sanne, new Share([new ShareWith(ShareKind.Person, 4711)]));

        foreign.Refusals.Should().BeEquivalentTo(nobody.Refusals);
        foreign.Refusals.Keys().Should().Equal("desk.share-person-unknown");
        (await _desk.DoAsync(ticket, _desk.Sanne, new Share([new ShareWith(ShareKind.Organisation, await OrganisationAsync("Brightwater"))]))).Refusals.Keys().Should().Equal("desk.share-organisation-unknown");
        (await _desk.DoAsync(ticket, _desk.Sanne, new Share([Of(_desk.Alex)]))).Refusals.Keys().Should().Equal("desk.share-person-unknown");
    }

    [Fact]
    public async Task B10_Members_may_name_the_account_lead_of_their_organisation_and_others_may_not()
    {
        var organisations = new OrganisationDesk(_desk.Store);
        var wilg = await OrganisationAsync("De Wilg");
        (await organisations.SetLeadAsync(wilg, _desk.Sanne.PersonId, Actor.System, default)).Refusals.Keys().Should().Equal("desk.assignee-unknown");
        (await organisations.SetLeadAsync(wilg, _desk.Alex.PersonId, Actor.System, default)).Refusals.Should().BeEmpty();

        (await new AccountLeads(_desk.Store).OfAsync(_desk.Sanne.PersonId!.Value, default)).Should().Equal(new AccountLead(_desk.Alex.PersonId!.Value, "Alex", "alex@demo.example", "De Wilg"));
        (await new AccountLeads(_desk.Store).OfAsync(_desk.Emma.PersonId!.Value, default)).Should().BeEmpty();
        await DoneAsync(await _desk.OpenTicketAsync(_desk.Sanne), _desk.Sanne, new Share([Of(_desk.Alex)]));
        (await _desk.DoAsync(await _desk.OpenTicketAsync(_desk.Emma), _desk.Emma, new Share([Of(_desk.Alex)]))).Refusals.Keys().Should().Equal("desk.share-person-unknown");
        (await _desk.Tickets.OpenAsync(new Open("S", "support", "B", []) { Shares = [Of(_desk.Alex)] }, _desk.Emma, default)).Refusals.Keys().Should().Equal("desk.share-person-unknown");
    }

    [Fact]
    public async Task B7_The_requester_stays_and_adds_again_what_was_taken_off()
    {
        var ticket = await _desk.OpenTicketAsync(_desk.Emma);
        var organisation = new ShareWith(ShareKind.Organisation, await OrganisationAsync("Brightwater"));
        (await _desk.DoAsync(ticket, _desk.Alex, new Unshare(Of(_desk.Emma)))).Refusals.Keys().Should().Equal("desk.unshare-requester");

        // Tom sees it as a member; he takes his own organisation off, and with it himself.
        await DoneAsync(ticket, _desk.Tom, new Unshare(organisation));
        (await SeesAsync(_desk.Tom, ticket)).Should().BeFalse();
        (await _desk.DoAsync(ticket, _desk.Tom, new Share([organisation]))).Refusals.Keys().Should().Equal("desk.ticket-not-found");

        await DoneAsync(ticket, _desk.Emma, new Share([organisation]));
        (await SeesAsync(_desk.Tom, ticket)).Should().BeTrue();
    }

    [Fact]
    public async Task B7_Before_something_is_taken_off_it_is_said_who_sees_the_ticket_no_more()
    {
        var ticket = await _desk.OpenTicketAsync(_desk.Emma);
        var organisation = new ShareWith(ShareKind.Organisation, await OrganisationAsync("Brightwater"));

        var losing = await LosingAsync(_desk.Tom, ticket, organisation);
        losing.Should().BeEquivalentTo(new { Count = 1, Names = new[] { "Tom" }, IsReader = true });

        await DoneAsync(ticket, _desk.Emma, new Share([Of(_desk.Tom)]));
        losing = await LosingAsync(_desk.Emma, ticket, organisation);
        losing!.Count.Should().Be(0, "he sees it for himself as well");
    }

    [Fact]
    public async Task B7_Who_was_let_in_from_elsewhere_takes_nobody_off_but_herself()
    {
        var ticket = await _desk.OpenTicketAsync(_desk.Emma);
        await DoneAsync(ticket, _desk.Alex, new Share([Of(_desk.Camille)]), new Share([Of(_desk.Sanne)]));

        var refused = await _desk.DoAsync(ticket, _desk.Camille, new Unshare(Of(_desk.Sanne)));
        refused.Refusals.Keys().Should().Equal("desk.unshare-forbidden");
        (await _desk.Reader.FindAsync(_desk.Camille, ticket.Number, default))!.Shares.Where(share => share.MayRemove).Select(share => share.Name).Should().Equal("Camille");
        await DoneAsync(ticket, _desk.Camille, new Unshare(Of(_desk.Camille)));

        (await SeesAsync(_desk.Camille, ticket)).Should().BeFalse();
        (await _desk.Reader.FindAsync(_desk.Alex, ticket.Number, default))!.Followers.Select(person => person.Name).Should().Equal("Sanne");
    }

    [Fact]
    public async Task LN4_A_follower_of_another_organisation_breaks_no_list()
    {
        var ticket = await _desk.OpenTicketAsync(_desk.Emma);
        await DoneAsync(ticket, _desk.Alex, new Share([Of(_desk.Camille)]));
        await DoneAsync(ticket, _desk.Camille, new Follow());

        foreach (var reader in new[] { _desk.Emma, _desk.Tom, _desk.Camille, _desk.Alex })
        {
            (await _desk.Lists.ListAsync(reader, new TicketListQuery(), default)).Lines.Should().ContainSingle();
            var view = (await _desk.Reader.FindAsync(reader, ticket.Number, default))!;
            view.Followers.Should().ContainSingle().Which.Name.Should().Be("Camille");
            view.Followers[0].Address.Should().Be(reader.IsStaff ? "camille@demo.example" : null, "customers know no addresses");
        }
    }

    [Fact]
    public async Task What_is_so_already_is_no_change()
    {
        var ticket = await _desk.OpenTicketAsync(_desk.Sanne);
        await DoneAsync(ticket, _desk.Sanne, new Share([Of(Noor), Of(Noor), Of(_desk.Sanne)]));
        var version = (await _desk.Reader.FindAsync(_desk.Sanne, ticket.Number, default))!.Ticket.Version;

        await DoneAsync(ticket, _desk.Sanne, new Share([Of(Noor)]));
        await DoneAsync(ticket, _desk.Sanne, new Unshare(Of(_desk.Camille)));
        await DoneAsync(ticket, Noor, new Follow());

        (await _desk.Reader.FindAsync(_desk.Sanne, ticket.Number, default))!.Ticket.Version.Should().Be(version);
    }

    [Fact]
    public async Task A_ticket_is_shared_with_fifty_at_most_and_with_somebody_at_least()
    {
        var ticket = await _desk.OpenTicketAsync(_desk.Emma);
        var people = Enumerable.Range(0, Share.Most + 1).Select(i => new Person(_desk.Store.NewId(), $"P{i}", $"p{i}@demo.example", Role.Customer, "en", _desk.Clock.GetUtcNow())).ToArray();
        await _desk.SetUpAsync([.. people]);

        (await _desk.DoAsync(ticket, _desk.Alex, new Share([]))).Refusals.Keys().Should().Equal("desk.share-missing");
        (await _desk.DoAsync(ticket, _desk.Alex, new Share([.. people.Select(person => new ShareWith(ShareKind.Person, person.Id))]))).Refusals.Keys().Should().Equal("desk.share-too-many");
        await DoneAsync(ticket, _desk.Alex, new Share([.. people.Take(Share.Most).Select(person => new ShareWith(ShareKind.Person, person.Id))]));
    }

    [Fact]
    public async Task Whether_somebody_follows_is_for_staff_to_know()
    {
        var ticket = await _desk.OpenTicketAsync(_desk.Emma);
        await DoneAsync(ticket, _desk.Tom, new Follow());
        await DoneAsync(ticket, _desk.Emma, new Unfollow(_desk.Tom.PersonId));
        await DoneAsync(ticket, _desk.Alex, new Follow());
        (await _desk.Reader.FindAsync(_desk.Emma, ticket.Number, default))!.Followers.Should().BeEmpty("who of the staff looks on is not for customers");
        (await _desk.DoAsync(ticket, _desk.Emma, new Unfollow(_desk.Alex.PersonId))).Refusals.Keys().Should().Equal("desk.unfollow-forbidden");
        (await _desk.Reader.FindAsync(_desk.Alex, ticket.Number, default))!.Followers.Should().ContainSingle();
        (await _desk.DoAsync(ticket, _desk.Tom, new Unfollow(_desk.Emma.PersonId))).Refusals.Keys().Should().Equal("desk.unfollow-forbidden");

        (await _desk.Reader.FindAsync(_desk.Emma, ticket.Number, default))!.History.SelectMany(entry => entry.Acts).Select(act => act.Name).Should().Equal("open/1");
        (await _desk.Reader.FindAsync(_desk.Alex, ticket.Number, default))!.History.SelectMany(entry => entry.Acts).Select(act => act.Name).Should().Equal("open/1", "follow/1", "unfollow/1", "follow/1");
    }

    [Theory]
    [InlineData("@Noor de Wit can you help?", true)]
    [InlineData("Hello @NOOR DE WIT, can you help?", true)]
    [InlineData("(@Noor de Wit)", true)]
    [InlineData("@Noor de Witte", false)]
    [InlineData("@Noor", false)]
    [InlineData("mail@Noor de Wit", false)]
    [InlineData("Noor de Wit", false)]
    [InlineData("\uFFFE @\uFFFE@x", false)]
    [InlineData("\uFFFE @Noor de Wit\uFFFE", true)]
    public async Task B6_A_whole_name_behind_an_at_that_begins_a_word_is_a_mention(string body, bool isMention)
    {
        var ticket = await _desk.OpenTicketAsync(_desk.Sanne);

        var result = await _desk.DoAsync(ticket, _desk.Sanne, new Reply(body, []));

        result.Refusals.Keys().Should().Equal(isMention ? ["desk.mention-unseen"] : Array.Empty<string>());
        if (isMention)
        {
            result.Refusals[0].Field.Should().Be("mentions");
            await DoneAsync(ticket, _desk.Sanne, new Share([Of(Noor)]), new Reply(body, []));
            await _desk.ReadAsync(async tables => (await tables.AllHistory.OrderBy(entry => entry.Version).LastAsync()).Acts.Should().Contain($"\"mentions\":\"{Noor.PersonId}\""));
        }
    }

    [Fact]
    public async Task B6_A_text_that_is_cut_in_the_middle_of_a_character_is_a_text_like_any_other()
    {
        var ticket = await _desk.OpenTicketAsync(_desk.Sanne);

        await DoneAsync(ticket, _desk.Sanne, new Reply("@" + new string('x', Person.LongestName - 1) + "😀", []));
    }

    [Fact]
    public async Task B6_Japanese_names_need_no_space_behind_them_and_the_longest_name_counts()
    {
        var organisation = await OrganisationAsync("De Wilg");
        var (tanaka, anna, annaSmith) = (Named("田中太郎"), Named("Anna"), Named("Anna Smith"));
        await _desk.SetUpAsync(tanaka, anna, annaSmith, new Membership(tanaka.Id, organisation), new Membership(anna.Id, organisation), new Membership(annaSmith.Id, organisation));
        var ticket = await _desk.OpenTicketAsync(_desk.Sanne);

        var people = await _desk.ReadAsync(tables => Mentions.FindAsync(tables, _desk.Sanne, ticket, new Reply("@田中太郎さん、@Anna Smith, @Anna", []), default));

        people.Select(person => person.Id).Should().Equal(tanaka.Id, annaSmith.Id, anna.Id);
    }

    [Fact]
    public async Task B6_Nobody_elses_name_is_found_or_proposed()
    {
        var ticket = await _desk.OpenTicketAsync(_desk.Sanne);
        var people = new TicketPeople(_desk.Store);

        (await _desk.DoAsync(ticket, _desk.Sanne, new Reply("@Emma and @Camille should know.", []))).IsDone.Should().BeTrue("to her they are words like others");
        (await people.MentionableAsync(_desk.Sanne, ticket.Id, "", isNote: false, default)).Select(person => person.Name).Should().Equal("Alex", "Noor de Wit");
        (await people.SuggestAsync(_desk.Sanne, "", default)).Select(one => one.Name).Should().Equal("Noor de Wit", "De Wilg", "De Wilg, Utrecht");
        (await people.SuggestAsync(_desk.Sanne, "utr", default)).Select(one => one.Name).Should().Equal("De Wilg, Utrecht");
        (await people.FindAsync(_desk.Sanne, "camille@demo.example", default)).Should().BeEmpty();
        (await people.FindAsync(_desk.Sanne, "noor DE wit", default)).Should().ContainSingle().Which.Should().Be(new ShareName(Of(Noor), "Noor de Wit"));
        (await people.FindAsync(_desk.Alex, "Camille <camille@demo.example>", default)).Should().ContainSingle().Which.Name.Should().Be("Camille");
        (await people.MentionableAsync(_desk.Alex, ticket.Id, "", isNote: true, default)).Should().BeEmpty("of a note only other staff are told");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Names_are_found_alike_on_every_database(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);
        var people = new TicketPeople(desk.Store);
        var ticket = await desk.OpenTicketAsync(desk.Emma);

        (await people.FindAsync(desk.Alex, "BRIGHTWATER", default)).Should().ContainSingle();
        (await people.SuggestAsync(desk.Alex, "wilg", default)).Should().ContainSingle().Which.Name.Should().Be("De Wilg");
        (await people.MentionableAsync(desk.Emma, ticket.Id, "t", isNote: false, default)).Should().ContainSingle().Which.Should().Be(new Mentionable("Tom", IsStaff: false, Sees: true));
        (await desk.ReadAsync(tables => Mentions.FindAsync(tables, desk.Emma, ticket, new Reply("Ask @tom!", []), default))).Should().ContainSingle();
        await using var tables = desk.Store.Read();
        (await Sight.CustomersOf(tables, ticket.Id).Select(p => p.Name).OrderBy(name => name).ToListAsync()).Should().Equal("Emma", "Tom");
        (await Sight.StaffOf(tables, ticket.Id).Select(p => p.Name).ToListAsync()).Should().Equal("Alex");
    }

    private Person Named(string name)
    {
        var id = _desk.Store.NewId();
        return new Person(id, name, $"{id}@demo.example", Role.Customer, "en", _desk.Clock.GetUtcNow());
    }

    private Task<long> OrganisationAsync(string name) => _desk.ReadAsync(tables => tables.Organisations.Where(o => o.Name == name).Select(o => o.Id).SingleAsync());

    private async Task<bool> SeesAsync(Actor reader, TicketSnapshot ticket) => await _desk.Reader.FindAsync(reader, ticket.Number, default) is not null;

    private async Task<LosingSight?> LosingAsync(Actor reader, TicketSnapshot ticket, ShareWith with) =>
        await new TicketPeople(_desk.Store).LosingAsync((await _desk.Reader.FindAsync(reader, ticket.Number, default))!, reader, with, default);

    private async Task DoneAsync(TicketSnapshot ticket, Actor actor, params Act[] acts) => (await _desk.DoAsync(ticket, actor, acts)).Refusals.Should().BeEmpty();

    private static ShareWith Of(Actor person) => new(ShareKind.Person, person.PersonId!.Value);
}
