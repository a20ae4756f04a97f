using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notices;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Tickets;

/// <summary>No list looks at all tickets to show a page of them: SQLite's own account of how it will find them.</summary>
public sealed class QueryPlanTests
{
    private static readonly StatusKind[] Open = [StatusKind.New, StatusKind.Open];

    public static TheoryData<string> Lists => [.. Queries.Keys];

    private static Dictionary<string, TicketListQuery> Queries { get; } = new(StringComparer.Ordinal)
    {
        ["all"] = new TicketListQuery(),
        ["all, oldest first"] = new TicketListQuery { Descending = false },
        ["open"] = new TicketListQuery { Kinds = Open },
        ["mine"] = new TicketListQuery { Kinds = Open, AssigneeId = 1 },
        ["all of mine"] = new TicketListQuery { AssigneeId = 1 },
        ["unassigned"] = new TicketListQuery { Kinds = Open, IsUnassigned = true },
        ["type to assess"] = new TicketListQuery { IsUnassessed = true },
        ["closed"] = new TicketListQuery { Kinds = [StatusKind.Solved, StatusKind.Closed] },
        ["one department"] = new TicketListQuery { Department = "support", Kinds = Open },
        ["all of one department"] = new TicketListQuery { Department = "support" },
        ["of a customer"] = new TicketListQuery { RequesterId = 1 },
        ["of an organisation"] = new TicketListQuery { OrganisationId = 1 },
        ["by number"] = new TicketListQuery { Sort = TicketSort.Number },
        ["by subject"] = new TicketListQuery { Sort = TicketSort.Subject },
        ["by number, from the beginning"] = new TicketListQuery { Sort = TicketSort.Number, Descending = false },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_page_is_the_first_lines_of_indexes(string list)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await desk.OpenTicketAsync(desk.Emma);
        await desk.OpenTicketAsync(desk.Emma);
        foreach (var reader in new[] { desk.Alex, new Actor(desk.Alex.PersonId, Role.Supervisor, "web") })
        {
            await CheckAsync(desk, reader, list);
        }
    }

    [Theory]
    [InlineData("all")]
    [InlineData("all, oldest first")]
    [InlineData("open")]
    [InlineData("closed")]
    public async Task Nor_does_it_look_at_more_for_a_customer_of_an_organisation(string list)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await desk.OpenTicketAsync(desk.Emma);
        await desk.OpenTicketAsync(desk.Tom);
        await CheckAsync(desk, desk.Emma, list);

        var plan = await QueryPlan.OfAsync(desk, desk.Emma, Queries[list]);
        plan.Steps.Where(plan.IsOfTickets).Should().HaveCount(2).And.OnlyContain(
            step => step.Detail.Contains("(requester_id=?", StringComparison.Ordinal) || step.Detail.Contains("(organisation_id=?", StringComparison.Ordinal),
            "only her own and her organisation's are looked at");
    }

    [Theory]
    [InlineData("Status")]
    [InlineData("Department")]
    [InlineData("Priority")]
    public async Task Nor_does_a_list_that_is_read_group_by_group(string sort)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await desk.OpenTicketAsync(desk.Emma);
        using var watch = new QueryWatch();

        (await new TicketLists(desk.Unused).ListAsync(desk.Alex, new TicketListQuery { Sort = Enum.Parse<TicketSort>(sort) }, default)).Lines.Should().ContainSingle();

        foreach (var statement in watch.Statements.Where(statement => statement.Sql.Contains("desk_ticket\"", StringComparison.Ordinal)))
        {
            var plan = await QueryPlan.OfAsync(desk, statement);
            plan.Steps.Where(plan.Looks).Should().BeEmpty(plan.ToString());
        }
    }

    [Fact]
    public async Task News_are_listed_and_counted_by_their_reader()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await desk.OpenTicketAsync(desk.Emma);
        await using var tables = desk.Store.Read();
        var session = await new SessionDesk(desk.Store).BeginAsync(await tables.People.SingleAsync(p => p.Id == desk.Emma.PersonId), "Firefox", place: null, default);
        using var watch = new QueryWatch();

        foreach (var reader in new[] { desk.Emma, desk.Alex })
        {
            await new NoticeDesk(desk.Unused).ListAsync(reader, 51, before: null, default);
        }

        (await new SessionDesk(desk.Unused).FindAsync(session, default))!.News.Should().Be(0);

        watch.Statements.Should().HaveCount(3);
        foreach (var statement in watch.Statements)
        {
            var plan = await QueryPlan.OfAsync(desk, statement);
            plan.Steps.Where(plan.Looks).Should().BeEmpty(plan.ToString());
            plan.ToString().Should().Contain("(person_id=?");
        }
    }

    [Fact]
    public async Task Nor_does_an_agent_who_sees_a_part_of_the_departments()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await desk.OpenTicketAsync(desk.Emma);
        await desk.Store.WriteAsync(
            async (unit, token) => unit.Desk.Departments.Add(new Department(unit.NewId(), "closed", (await unit.Desk.Departments.FirstAsync(token)).Name, 99, DepartmentSight.Members)),
            CancellationToken.None);

        foreach (var list in new[] { "all", "open", "mine", "unassigned", "closed", "one department" })
        {
            await CheckAsync(desk, desk.Alex, list);
        }
    }

    [Theory]
    [InlineData(Role.Customer)]
    [InlineData(Role.Agent)]
    [InlineData(Role.Supervisor)]
    public async Task A_whole_ticket_is_found_by_keys(Role role)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync(desk.Emma);
        var reader = role == Role.Customer ? desk.Emma : new Actor(desk.Alex.PersonId, role, "web");
        var tickets = new TicketReader(desk.Unused);
        using var watch = new QueryWatch();
        await tickets.FindAsync(reader, ticket.Number, default);
        watch.Statements.Should().HaveCountGreaterThan(5);
        foreach (var statement in watch.Statements)
        {
            var plan = await QueryPlan.OfAsync(desk, statement);
            plan.Steps.Where(step => plan.Looks(step)).Should().BeEmpty();
        }
    }

    [Fact]
    public async Task Who_hears_of_a_ticket_is_found_without_looking_at_all_people()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync(desk.Emma);
        using var watch = new QueryWatch();
        await using (var tables = desk.Unused.Read())
        {
            (await TicketCircle.ReadAsync(tables, ticket.Id, desk.Clock.GetUtcNow(), default)).Should().NotBeNull();
        }

        foreach (var statement in watch.Statements)
        {
            var plan = await QueryPlan.OfAsync(desk, statement);
            plan.Steps.Where(plan.Looks).Should().BeEmpty(plan.ToString());
        }
    }

    private static async Task CheckAsync(DeskUnderTest desk, Actor reader, string list)
    {
        var first = await QueryPlan.OfAsync(desk, reader, Queries[list] with { Size = 1 });
        Sorts(first).Should().BeEmpty(list);
        var next = await QueryPlan.OfAsync(desk, reader, Queries[list] with { Size = 1, After = first.Page.Next });
        Sorts(next).Should().BeEmpty(list);
    }

    /// <summary>Steps that look at every ticket, or put more in order than the page shows.</summary>
    private static IEnumerable<string> Sorts(QueryPlan plan)
    {
        foreach (var step in plan.Steps)
        {
            var isScan = step.Detail.StartsWith("SCAN", StringComparison.Ordinal) && !step.Detail.Contains("USING", StringComparison.Ordinal) && plan.IsOfTickets(step);
            // To put the parts together, each of which is a page at the most, is what the order of the whole statement does.
            var isSort = step.Detail.Contains("TEMP B-TREE", StringComparison.Ordinal) && step.Parent != 0
                && plan.Steps.Any(other => other.Parent == step.Parent && plan.IsOfTickets(other));
            if (isScan || isSort)
            {
                yield return $"{step.Detail}\n{plan}";
            }
        }
    }
}
