using Helpdesk.Engine.Access;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Tickets;

/// <summary>Row B8: staff decide on a priority by a row of the classification table, which the customer reads.</summary>
public sealed class PriorityTests
{
    private static readonly Actor Administrator = new(1, Role.Administrator, "web");

    [Theory]
    [InlineData("en", "Priority: Critical\n\nWe applied row SL-1 of our service levels.\nImpact: A service is down for everybody\nUrgency: Work stands still\nPolicy reference: ISO/IEC 20000-1:2018, 8.6.1")]
    [InlineData("nl-BE", "Prioriteit: Kritiek\n\nWe hebben regel SL-1 van onze serviceniveaus toegepast.\nImpact: Een dienst ligt plat voor iedereen\nUrgentie: Het werk ligt stil\nVerwijzing: ISO/IEC 20000-1:2018, 8.6.1")]
    [InlineData("ja", "優先度：緊急\n\n当社のサービスレベル表の SL-1 を適用しました。\n影響：サービス全体が停止している\n緊急度：業務が止まっている\n規定：ISO/IEC 20000-1:2018, 8.6.1")]
    [InlineData("de", "Priority: Critical\n\nWe applied row SL-1 of our service levels.\nImpact: A service is down for everybody\nUrgency: Work stands still\nPolicy reference: ISO/IEC 20000-1:2018, 8.6.1")]
    public async Task B8_The_customer_reads_the_row_that_was_applied_in_her_language_and_nothing_else_moves(string language, string comment)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await desk.Accounts.ChangeOwnAsync(desk.Emma.PersonId!.Value, language, null, default);
        var ticket = await desk.OpenTicketAsync();

        var prioritized = (await desk.DoAsync(ticket, desk.Alex, new SetPriority("SL-1"))).ShouldBeDone().Ticket!;

        prioritized.PriorityKey.Should().Be("critical");
        prioritized.Classification.Should().Be("SL-1");
        prioritized.StatusKey.Should().Be(Status.Open, "nobody has answered what she asks");
        (await desk.EventsAsync()).Should().Equal("ticket.opened/1", "ticket.prioritized/1");
        var hers = (await desk.Reader.FindAsync(desk.Emma, ticket.Number, default))!;
        hers.Priority!.Name.For("en").Should().Be("Critical");
        var message = hers.Messages.Should().HaveCount(2).And.Subject.Last();
        message.Body.Should().Be(comment);
        (message.Kind, message.ByStaff, message.Author!.Name).Should().Be((MessageKind.Reply, true, "Alex"));
        hers.History[^1].Acts.Should().ContainSingle().Which.Facts.Should().BeEquivalentTo(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["from"] = "", ["to"] = "critical", ["classification"] = "SL-1", ["message"] = TicketChange.Id(message.Id) });
    }

    [Fact]
    public async Task The_same_row_again_changes_nothing_and_another_one_says_so()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();
        await desk.DoAsync(ticket, desk.Alex, new SetPriority("SL-3"));

        (await desk.DoAsync(ticket, desk.Alex, new SetPriority("SL-3"))).ShouldBeDone().Ticket!.Version.Should().Be(2, "it was so already");
        var other = (await desk.DoAsync(ticket, desk.Alex, new SetPriority("SL-5"))).ShouldBeDone().Ticket!;

        (other.Version, other.PriorityKey, other.Classification).Should().Be((3, "normal", "SL-5"), "another row leads to the same priority");
        (await desk.Reader.FindAsync(desk.Emma, ticket.Number, default))!.Messages.Should().HaveCount(3);
    }

    [Fact]
    public async Task No_customer_decides_and_no_row_that_is_retired_or_none_is_applied()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var rows = new PriorityDesk(desk.Store);
        var ticket = await desk.OpenTicketAsync();
        await desk.DoAsync(ticket, desk.Alex, new SetPriority("SL-1"));
        (await rows.ChangeRowAsync((await RowAsync(desk, "SL-1")).Id, Setting() with { IsRetired = true }, Administrator, default)).Refusals.Should().BeEmpty();

        (await desk.DoAsync(ticket, desk.Emma, new SetPriority("SL-2"))).ShouldBeRefused(RefusalKind.Forbidden, "desk.priority-forbidden");
        (await desk.DoAsync(ticket, desk.Alex, new SetPriority("sl-2"))).ShouldBeRefused(RefusalKind.Invalid, "desk.classification-unknown");
        (await desk.DoAsync(ticket, desk.Alex, new SetPriority(""))).ShouldBeRefused(RefusalKind.Invalid, "desk.classification-unknown");
        (await desk.DoAsync(await desk.OpenTicketAsync(), desk.Alex, new SetPriority("SL-1"))).ShouldBeRefused(RefusalKind.Invalid, "desk.classification-unknown");
        (await desk.DoAsync(ticket, desk.Alex, new SetPriority("SL-1"), new Reply("Still the same.", []))).ShouldBeDone();
    }

    [Fact]
    public async Task A_row_that_changes_leaves_the_tickets_that_it_was_applied_to()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();
        await desk.DoAsync(ticket, desk.Alex, new SetPriority("SL-9"));

        (await new PriorityDesk(desk.Store).ChangeRowAsync((await RowAsync(desk, "SL-9")).Id, Setting() with { Reference = "" }, Administrator, default)).Refusals.Should().BeEmpty();

        (await desk.Reader.FindAsync(desk.Emma, ticket.Number, default))!.Priority!.Key.Should().Be("low");
        var next = await desk.OpenTicketAsync();
        (await desk.DoAsync(next, desk.Alex, new SetPriority("SL-9"))).ShouldBeDone().Ticket!.PriorityKey.Should().Be("high");
        (await desk.Reader.FindAsync(desk.Emma, next.Number, default))!.Messages[^1].Body.Should().EndWith("Urgency: Now", "no reference is named where there is none");
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task E1_Staff_list_the_most_pressing_first_and_what_is_not_decided_last(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);
        var numbers = new List<string>();
        foreach (var row in new[] { "SL-9", null, "SL-1", "SL-2", null, "SL-4", "SL-3" })
        {
            desk.Clock.Advance(TimeSpan.FromMinutes(1));
            var ticket = await desk.OpenTicketAsync();
            numbers.Add(ticket.Number);
            if (row is not null)
            {
                await desk.DoAsync(ticket, desk.Alex, new SetPriority(row));
            }
        }

        string[] expected = [numbers[2], numbers[3], numbers[5], numbers[6], numbers[0], numbers[1], numbers[4]];
        (await ListAsync(desk, desk.Alex, new TicketListQuery { Sort = TicketSort.Priority, Descending = false, Size = 2 })).Should().Equal(expected);
        (await ListAsync(desk, desk.Alex, new TicketListQuery { Sort = TicketSort.Priority, Size = 3 })).Should().Equal(expected.Reverse());
        (await ListAsync(desk, desk.Emma, new TicketListQuery { Sort = TicketSort.Priority, Descending = false, Size = 3 })).Should().Equal(expected);
        (await ListAsync(desk, desk.Alex, new TicketListQuery { Priority = "high", Descending = false })).Should().Equal(numbers[3], numbers[5]);
        (await desk.Lists.ListAsync(desk.Alex, new TicketListQuery { Priority = "critical" }, default)).Lines.Should().ContainSingle()
            .Which.Priority.Should().BeEquivalentTo(new { Key = "critical", IsHighlighted = true, Classification = "SL-1" });
    }

    [Fact]
    public async Task Administrators_keep_the_table_and_what_is_in_use_stays()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var rows = new PriorityDesk(desk.Store);
        var names = new Dictionary<string, string?>(StringComparer.Ordinal) { ["en"] = "Tonight", ["nl"] = "" };

        var tonight = await rows.AddAsync("tonight", new PrioritySetting(names, 15, IsHighlighted: true), Administrator, default);
        tonight.Refusals.Should().BeEmpty();
        (await rows.AddAsync("tonight", new PrioritySetting(names, 15, IsHighlighted: false), Administrator, default)).Refusals.Should().ContainSingle(refusal => refusal.Sentence.Key == "desk.priority-key-taken");
        (await rows.AddAsync("No Key", new PrioritySetting(new Dictionary<string, string?>(StringComparer.Ordinal) { ["en"] = " ", ["ja"] = new string('x', 61) }, 1, IsHighlighted: false), Administrator, default))
            .Refusals.Select(refusal => (refusal.Field, refusal.Sentence.Key)).Should().Equal(("key", "desk.priority-key-invalid"), ("names.en", "desk.localized-missing"), ("names.ja", "desk.localized-too-long"));
        (await rows.AddAsync("mine", new PrioritySetting(names, 1, IsHighlighted: false), desk.Alex, default)).Refusals.Should().ContainSingle(refusal => refusal.Kind == RefusalKind.Forbidden);

        (await rows.AddRowAsync("SL-10", Setting() with { Priority = "tonight" }, Administrator, default)).Refusals.Should().BeEmpty();
        (await rows.AddRowAsync("SL-10", Setting(), Administrator, default)).Refusals.Should().ContainSingle(refusal => refusal.Sentence.Key == "desk.classification-code-taken");
        (await rows.AddRowAsync("SL 11", Setting() with { Priority = "nowhere", Impacts = names, Urgencies = new Dictionary<string, string?>(StringComparer.Ordinal), Reference = new string('r', 201) }, Administrator, default))
            .Refusals.Select(refusal => refusal.Field).Should().Equal("code", "urgencies.en", "reference");
        (await rows.AddRowAsync("SL-11", Setting() with { Priority = "nowhere" }, Administrator, default)).Refusals.Should().ContainSingle(refusal => refusal.Field == "priority");
        (await rows.RemoveAsync(tonight.Id!.Value, Administrator, default)).Refusals.Should().ContainSingle(refusal => refusal.Sentence.Key == "desk.priority-in-use");

        var ticket = await desk.OpenTicketAsync();
        await desk.DoAsync(ticket, desk.Alex, new SetPriority("SL-10"));
        (await rows.ChangeRowAsync((await RowAsync(desk, "SL-10")).Id, Setting(), Administrator, default)).Refusals.Should().BeEmpty();
        (await rows.RemoveAsync(tonight.Id!.Value, Administrator, default)).Refusals.Should().ContainSingle("a ticket has it still");
        await desk.DoAsync(ticket, desk.Alex, new SetPriority("SL-2"));
        (await rows.RemoveAsync(tonight.Id!.Value, Administrator, default)).Refusals.Should().BeEmpty();
        (await desk.ReadAsync(tables => tables.Audit.OrderBy(a => a.Id).Select(a => a.Act).ToListAsync()))
            .Should().Equal(PriorityDesk.Added, PriorityDesk.RowAdded, PriorityDesk.RowChanged, PriorityDesk.Removed);
    }

    private static ClassificationSetting Setting()
    {
        var text = new Dictionary<string, string?>(StringComparer.Ordinal) { ["en"] = "Now" };
        return new ClassificationSetting(text, text, "high", "Policy 4", 100);
    }

    private static Task<Classification> RowAsync(DeskUnderTest desk, string code) => desk.ReadAsync(tables => tables.Classifications.SingleAsync(r => r.Code == code));

    /// <summary>All pages of it.</summary>
    private static async Task<IReadOnlyList<string>> ListAsync(DeskUnderTest desk, Actor reader, TicketListQuery query)
    {
        var numbers = new List<string>();
        for (string? after = null; ;)
        {
            var page = await desk.Lists.ListAsync(reader, query with { After = after }, default);
            numbers.AddRange(page.Lines.Select(line => line.Number));
            if ((after = page.Next) is null)
            {
                return numbers;
            }
        }
    }
}
