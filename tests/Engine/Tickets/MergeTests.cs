using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Tickets.Merging;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Tickets;

/// <summary>LM13: what was said on two tickets is one conversation, found by all of their numbers, and nobody reads what was not for her.</summary>
public sealed class MergeTests : IAsyncLifetime
{
    private DeskUnderTest _desk = null!;

    public async Task InitializeAsync() => _desk = await DeskUnderTest.OpenAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Messages_files_copies_and_numbers_go_over_and_the_ticket_is_closed()
    {
        var (one, two) = (await _desk.OpenTicketAsync(subject: "One"), await _desk.OpenTicketAsync(subject: "Two"));
        var file = await _desk.UploadAsync(_desk.Emma);
        await _desk.DoAsync(two, _desk.Emma, new Reply("With a file.", [file]), new AddCc([new CcAddress("boss@customer.example", "Boss")]));
        await _desk.DoAsync(two, _desk.Alex, new Note("Same as before.", []));

        var result = await _desk.DoAsync(two, _desk.Alex, new Merge(one.Id));

        result.Refusals.Should().BeEmpty();
        result.Ticket!.StatusKey.Should().Be(Status.Closed);
        var view = (await _desk.Reader.FindAsync(_desk.Emma, two.Number, default))!;
        view.Ticket.Id.Should().Be(one.Id, "the old number leads there");
        view.Messages.Select(message => message.Body).Should().Equal("It burns.", "It burns.", "With a file.");
        view.Messages[^1].Attachments.Should().ContainSingle();
        view.Cc.Should().ContainSingle().Which.Address.Should().Be("boss@customer.example");
        (await _desk.EventsAsync()).Should().ContainSingle(name => name == "ticket.merged/1");
        var history = (await _desk.Reader.FindAsync(_desk.Alex, one.Number, default))!.History;
        history[^1].Acts.Should().ContainSingle(act => act.Name == "absorb/1").Which.Facts["number"].Should().Be(two.Number);
    }

    [Fact]
    public async Task What_is_said_in_the_same_change_goes_over_too()
    {
        var (one, two) = (await _desk.OpenTicketAsync(), await _desk.OpenTicketAsync());

        (await _desk.DoAsync(two, _desk.Alex, new Reply("We go on there.", []), new Merge(one.Id))).Refusals.Should().BeEmpty();

        (await _desk.Reader.FindAsync(_desk.Emma, one.Number, default))!.Messages[^1].Body.Should().Be("We go on there.");
    }

    [Fact]
    public async Task What_was_merged_before_goes_along()
    {
        var (one, two, three) = (await _desk.OpenTicketAsync(), await _desk.OpenTicketAsync(), await _desk.OpenTicketAsync());

        (await _desk.DoAsync(three, _desk.Alex, new Merge(two.Id))).Refusals.Should().BeEmpty();
        (await _desk.DoAsync(two, _desk.Alex, new Merge(one.Id))).Refusals.Should().BeEmpty();

        (await _desk.Reader.FindAsync(_desk.Emma, three.Number, default))!.Ticket.Id.Should().Be(one.Id);
        (await _desk.ReadAsync(tables => tables.AllTickets.Where(t => t.MergedIntoId == one.Id).CountAsync())).Should().Be(2);
    }

    [Fact]
    public async Task Nobody_merges_but_staff_and_nothing_into_itself_or_into_what_is_part_of_another()
    {
        var (one, two, three) = (await _desk.OpenTicketAsync(), await _desk.OpenTicketAsync(), await _desk.OpenTicketAsync());

        (await _desk.DoAsync(two, _desk.Emma, new Merge(one.Id))).Refusals.Should().ContainSingle().Which.Sentence.Key.Should().Be("desk.merge-forbidden");
        (await _desk.DoAsync(two, _desk.Alex, new Merge(two.Id))).Refusals.Should().ContainSingle().Which.Sentence.Key.Should().Be("desk.merge-into-unknown");
        (await _desk.DoAsync(two, _desk.Alex, new Merge(1))).Refusals.Should().ContainSingle().Which.Sentence.Key.Should().Be("desk.merge-into-unknown");
        await _desk.DoAsync(two, _desk.Alex, new Merge(one.Id));
        (await _desk.DoAsync(three, _desk.Alex, new Merge(two.Id))).Refusals.Should().ContainSingle().Which.Sentence.Key.Should().Be("desk.merge-into-unknown");
    }

    /// <summary>What one customer wrote is read by no other because staff put two tickets together.</summary>
    [Fact]
    public async Task Nobody_reads_what_she_could_not_read_before()
    {
        var emmas = await _desk.OpenTicketAsync(_desk.Emma);
        var sannes = await _desk.OpenTicketAsync(_desk.Sanne);
        var camilles = await _desk.OpenTicketAsync(_desk.Camille);

        (await _desk.DoAsync(sannes, _desk.Alex, new Merge(emmas.Id))).Refusals.Should().ContainSingle().Which.Sentence.Key.Should().Be("desk.merge-others-read");
        (await _desk.DoAsync(camilles, _desk.Alex, new Merge(emmas.Id))).Refusals.Should().ContainSingle().Which.Sentence.Key.Should().Be("desk.merge-others-read");
        var toms = await _desk.OpenTicketAsync(_desk.Tom);
        (await _desk.DoAsync(toms, _desk.Alex, new Merge(emmas.Id))).Refusals.Should().BeEmpty("the colleagues see each other's tickets");
    }

    [Fact]
    public async Task Whoever_follows_it_follows_the_other_unless_she_does_not_see_it_or_has_muted_it()
    {
        var (one, two) = (await _desk.OpenTicketAsync(), await _desk.OpenTicketAsync());
        await _desk.DoAsync(two, _desk.Alex, new Share([new ShareWith(ShareKind.Person, _desk.Camille.PersonId!.Value)]));
        foreach (var follower in (Actor[])[_desk.Alex, _desk.Tom, _desk.Camille, _desk.Emma])
        {
            (await _desk.DoAsync(two, follower, new Follow())).Refusals.Should().BeEmpty();
        }

        await _desk.DoAsync(one, _desk.Emma, new Unfollow());

        (await _desk.DoAsync(two, _desk.Alex, new Merge(one.Id))).Refusals.Should().BeEmpty();

        var followers = await _desk.ReadAsync(tables => tables.AllFollowings.Where(f => f.TicketId == one.Id && f.IsOn).Select(f => f.PersonId).ToListAsync());
        followers.Should().BeEquivalentTo([_desk.Alex.PersonId!.Value, _desk.Tom.PersonId!.Value], "the one is out of Camille's sight, and Emma has muted it");
    }

    /// <summary>LU16: what is said beforehand is what happens.</summary>
    [Fact]
    public async Task What_would_happen_is_said_before()
    {
        var (one, two) = (await _desk.OpenTicketAsync(subject: "One"), await _desk.OpenTicketAsync(subject: "Two"));
        var file = await _desk.UploadAsync(_desk.Emma);
        await _desk.DoAsync(one, _desk.Alex, new AddCc([.. Enumerable.Range(0, AddCc.Most - 1).Select(i => new CcAddress($"p{i}@customer.example", ""))]));
        await _desk.DoAsync(
            two,
            _desk.Emma,
            new Reply("With a file.", [file]),
            new AddCc([new CcAddress("p1@customer.example", ""), new CcAddress("new@customer.example", ""), new CcAddress("newer@customer.example", "")]));
        await _desk.DoAsync(two, _desk.Alex, new Share([new ShareWith(ShareKind.Person, _desk.Camille.PersonId!.Value)]));

        var preview = await PreviewAsync(two, $" #{one.Number}");

        preview.Should().NotBeNull();
        (preview!.Into.Ticket.Id, preview.Messages, preview.Files, preview.Copies, preview.CopiesLeft).Should().Be((one.Id, 2, 1, 1, 1));
        (preview.Losing, preview.LosingNames).Should().BeEquivalentTo((1, new[] { (await _desk.ReadAsync(tables => tables.People.SingleAsync(p => p.Id == _desk.Camille.PersonId))).Name }));
        preview.Refusals.Should().BeEmpty();
        (await PreviewAsync(two, two.Number)).Should().BeNull();
        (await PreviewAsync(two, "nothing")).Should().BeNull();
        var sannes = await _desk.OpenTicketAsync(_desk.Sanne);
        (await PreviewAsync(sannes, one.Number))!.Refusals.Should().ContainSingle().Which.Sentence.Key.Should().Be("desk.merge-others-read");

        async Task<MergePreview?> PreviewAsync(TicketSnapshot ticket, string into) =>
            await _desk.Merging.ReadAsync(_desk.Alex, (await _desk.Reader.FindAsync(_desk.Alex, ticket.Number, default))!, into, default);
    }

    [Fact]
    public async Task Copies_stay_as_few_as_a_ticket_may_have_and_nobody_is_there_twice()
    {
        var (one, two) = (await _desk.OpenTicketAsync(), await _desk.OpenTicketAsync());
        await _desk.DoAsync(one, _desk.Alex, new AddCc([.. Enumerable.Range(0, AddCc.Most - 1).Select(i => new CcAddress($"p{i}@customer.example", ""))]));
        await _desk.DoAsync(two, _desk.Alex, new AddCc([new CcAddress("P1@customer.example", ""), new CcAddress("new@customer.example", ""), new CcAddress("newer@customer.example", "")]));

        (await _desk.DoAsync(two, _desk.Alex, new Merge(one.Id))).Refusals.Should().BeEmpty();

        var copies = await _desk.ReadAsync(tables => tables.AllCc.Where(c => c.TicketId == one.Id).Select(c => c.FoldedAddress).ToListAsync());
        copies.Should().HaveCount(AddCc.Most).And.OnlyHaveUniqueItems().And.Contain("new@customer.example").And.NotContain("newer@customer.example");
    }
}
