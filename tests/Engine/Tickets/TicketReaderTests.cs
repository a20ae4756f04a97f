using System.Text;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Tickets;

public sealed class TicketReaderTests
{
    private static readonly TicketSort[] Sorts = Enum.GetValues<TicketSort>();

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task E1_Every_sort_pages_in_both_directions_through_all_tickets_once_and_in_order(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);
        await FillAsync(desk, 23);
        foreach (var sort in Sorts)
        {
            foreach (var descending in new[] { false, true })
            {
                var whole = await ListAsync(desk, new TicketListQuery { Sort = sort, Descending = descending, Size = 100 });
                whole.Should().HaveCount(23);
                foreach (var size in new[] { 1, 4, 22, 23 })
                {
                    var paged = await ListAsync(desk, new TicketListQuery { Sort = sort, Descending = descending, Size = size });
                    paged.Select(line => line.Id).Should().Equal(whole.Select(line => line.Id), "{0} {1} in pages of {2}", sort, descending, size);
                }

                InOrder(whole, sort, descending).Should().BeTrue("{0} {1}", sort, descending);
            }
        }
    }

    [Fact]
    public async Task A_ticket_that_moves_between_two_pages_is_not_listed_twice()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await FillAsync(desk, 6);
        var query = new TicketListQuery { Size = 3 };
        var first = await desk.Lists.ListAsync(desk.Alex, query, default);
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.Tickets.DoAsync(first.Lines[2].Id, [new Note("x", [])], desk.Alex, null, default);

        var second = await desk.Lists.ListAsync(desk.Alex, query with { After = first.Next }, default);

        second.Lines.Select(line => line.Id).Should().NotIntersectWith(first.Lines.Select(line => line.Id));
        second.Lines.Should().HaveCount(3);
        second.Next.Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_cursor_that_was_tampered_with_or_is_from_another_list_gives_the_first_page(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);
        await FillAsync(desk, 5);
        var firstPages = new Dictionary<(TicketSort, bool), (string Next, List<long> Ids)>();
        foreach (var sort in Sorts)
        {
            foreach (var descending in new[] { false, true })
            {
                var page = await desk.Lists.ListAsync(desk.Alex, new TicketListQuery { Sort = sort, Descending = descending, Size = 2 }, default);
                firstPages[(sort, descending)] = (page.Next!, page.Lines.Select(line => line.Id).ToList());
            }
        }

        string Cursor(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        foreach (var ((sort, descending), (_, ids)) in firstPages)
        {
            var head = $"{sort}{(descending ? '-' : '+')}";
            string[] tampered =
            [
                "", "x", "====", "null", "0", "' OR 1=1 --", "\0", "\ud83d", new('A', 100_000), Cursor(""), Cursor(head), Cursor(head + "\n\n"), Cursor(head + "\n1"),
                Cursor(head + "\nx\nx"), Cursor(head + "\n1\nx"), Cursor(head + "\n1\n1\n1\n1"),
                Cursor(head + "\n9223372036854775807\n99999999999999999999"), Cursor(head + "\n\0\n\0"), Cursor(head + "\n1\n\0\n1\n"),
                .. sort == TicketSort.Subject ? [] : new[] { Cursor(head + "\n99999999999999999999999\n1"), Cursor(head + "\nNaN\n1") },
                .. firstPages.Where(other => other.Key != (sort, descending)).Select(other => other.Value.Next),
            ];
            foreach (var after in tampered)
            {
                var page = await desk.Lists.ListAsync(desk.Alex, new TicketListQuery { Sort = sort, Descending = descending, Size = 2, After = after }, default);
                page.Lines.Select(line => line.Id).Should().Equal(ids, "'{0}' is no cursor of {1}", after.Length > 100 ? "a long one" : after, head);
            }
        }
    }

    [Fact]
    public async Task A_cursor_shows_nobody_more_than_she_may_see()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await FillAsync(desk, 8);
        var his = await desk.Lists.ListAsync(desk.Alex, new TicketListQuery { Size = 2 }, default);
        var hers = await desk.Lists.ListAsync(desk.Camille, new TicketListQuery { After = his.Next }, default);
        hers.Lines.Should().OnlyContain(line => line.Requester == "Camille");
    }

    [Theory]
    [InlineData(int.MinValue, 1)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(5, 5)]
    [InlineData(int.MaxValue, 100)]
    public async Task A_page_has_1_to_100_lines(int asked, int given)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await FillAsync(desk, 101);
        (await desk.Lists.ListAsync(desk.Alex, new TicketListQuery { Size = asked }, default)).Lines.Should().HaveCount(given);
    }

    [Fact]
    public async Task Status_and_department_narrow_the_list_and_unknown_ones_empty_it()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await FillAsync(desk, 20);
        var closed = await ListAsync(desk, new TicketListQuery { Status = Status.Closed });
        closed.Should().NotBeEmpty().And.OnlyContain(line => line.StatusKey == Status.Closed && line.StatusKind == StatusKind.Closed && line.StatusName.For("ja") == "完了");
        var billing = await ListAsync(desk, new TicketListQuery { Department = "billing" });
        billing.Should().NotBeEmpty().And.OnlyContain(line => line.Department.For("nl") == "Facturatie");
        (await ListAsync(desk, new TicketListQuery { Status = Status.Closed, Department = "billing" })).Should().HaveCountLessThan(closed.Count);
        (await ListAsync(desk, new TicketListQuery { Status = "nowhere" })).Should().BeEmpty();
        (await ListAsync(desk, new TicketListQuery { Department = "nowhere" })).Should().BeEmpty();
    }

    [Fact]
    public async Task A_former_number_leads_to_the_ticket_with_its_current_one()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();
        await desk.Store.WriteAsync(
            (unit, _) =>
            {
                unit.Desk.AllTicketNumbers.Add(new TicketNumber("OLD-7", ticket.Id));
                return Task.CompletedTask;
            },
            default);
        (await desk.Reader.FindAsync(desk.Emma, "OLD-7", default))!.Ticket.Number.Should().Be("000001");
        (await ListAsync(desk, new TicketListQuery { Search = "old-7" })).Should().BeEmpty("a number is what it is");
        (await ListAsync(desk, new TicketListQuery { Search = "OLD-7" })).Should().ContainSingle();
    }

    [Fact]
    public async Task Customers_know_their_own_address_and_staff_know_all()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync(desk.Emma);
        await desk.DoAsync(ticket, desk.Alex, new Reply("Here.", []));
        await desk.Tickets.DoAsync(ticket.Id, [new SetStatus(Status.Closed)], Actor.System, null, default);

        IEnumerable<string?> Addresses(TicketView view) =>
            [view.Requester.Address, .. view.Messages.Select(m => m.Author!.Address), .. view.History.Select(h => h.Actor?.Address)];

        Addresses((await desk.Reader.FindAsync(desk.Emma, ticket.Number, default))!).Should().Equal("emma@demo.example", "emma@demo.example", null, "emma@demo.example", null, null);
        Addresses((await desk.Reader.FindAsync(desk.Tom, ticket.Number, default))!).Should().OnlyContain(address => address == null);
        Addresses((await desk.Reader.FindAsync(desk.Alex, ticket.Number, default))!).Should().Equal(
            "emma@demo.example", "emma@demo.example", "alex@demo.example", "emma@demo.example", "alex@demo.example", null);
    }

    [Fact]
    public async Task LX3_Foreign_and_absent_are_the_same_to_a_reader()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync(desk.Emma);
        (await desk.Reader.FindAsync(desk.Camille, ticket.Number, default)).Should().BeNull();
        (await desk.Reader.FindAsync(desk.Camille, "000099", default)).Should().BeNull();
        (await desk.Lists.ListAsync(desk.Camille, new TicketListQuery { Search = ticket.Number }, default)).Lines.Should().BeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public async Task A_list_takes_four_queries_at_the_most_and_a_ticket_eight_however_much_there_is(int size)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await FillAsync(desk, size);
        var (ticket, bare) = (await desk.OpenTicketAsync(desk.Emma), await desk.OpenTicketAsync(desk.Emma));
        for (var i = 0; i < size; i++)
        {
            await desk.DoAsync(ticket, desk.Emma, new Reply($"{i}", [await desk.UploadAsync(desk.Emma)]));
        }

        var (lists, tickets) = (new TicketLists(desk.Unused), new TicketReader(desk.Unused));
        (await QueriesAsync(() => lists.ListAsync(desk.Emma, new TicketListQuery(), default))).Should().Be(2);
        (await QueriesAsync(() => lists.ListAsync(desk.Emma, new TicketListQuery { Search = "42", Status = "open", Department = "support" }, default))).Should().Be(4);
        (await QueriesAsync(() => tickets.FindAsync(desk.Emma, ticket.Number, default))).Should().Be(7, "it has files and no fields");
        (await QueriesAsync(() => tickets.FindAsync(desk.Emma, bare.Number, default))).Should().Be(6);
    }

    private static async Task<int> QueriesAsync(Func<Task> read)
    {
        using var watch = new QueryWatch();
        await read();
        return watch.Statements.Count;
    }

    private static async Task<List<TicketLine>> ListAsync(DeskUnderTest desk, TicketListQuery query)
    {
        var lines = new List<TicketLine>();
        for (string? after = null; ;)
        {
            var page = await desk.Lists.ListAsync(desk.Alex, query with { After = after }, default);
            page.Lines.Count.Should().BeLessThanOrEqualTo(query.Size);
            lines.AddRange(page.Lines);
            if (page.Next is null)
            {
                return lines;
            }

            lines.Count.Should().BeLessThan(1000, "there is an end");
            after = page.Next;
        }
    }

    private static bool InOrder(List<TicketLine> lines, TicketSort sort, bool descending)
    {
        var upwards = descending ? lines.AsEnumerable().Reverse().ToList() : lines;
        string[] statuses = [Status.Open, Status.Answered, Status.CustomerReply, Status.Closed];
        string[] priorities = ["critical", "high", "normal", "low"];
        int Compare(TicketLine a, TicketLine b) => sort switch
        {
            TicketSort.Number => string.CompareOrdinal(a.Number, b.Number),
            // Where upper and lower case stand is the same everywhere; where other characters do is the database's business.
            TicketSort.Subject => Math.Sign(string.CompareOrdinal(a.Subject.ToLowerInvariant(), b.Subject.ToLowerInvariant())),
            TicketSort.Status => (Array.IndexOf(statuses, a.StatusKey), a.UpdatedAt).CompareTo((Array.IndexOf(statuses, b.StatusKey), b.UpdatedAt)),
            TicketSort.Department => (a.Department.For("en") == "Billing", a.UpdatedAt).CompareTo((b.Department.For("en") == "Billing", b.UpdatedAt)),
            TicketSort.Priority => (Place(a), a.UpdatedAt).CompareTo((Place(b), b.UpdatedAt)),
            _ => a.UpdatedAt.CompareTo(b.UpdatedAt),
        };
        int Place(TicketLine line) => line.Priority is null ? priorities.Length : Array.IndexOf(priorities, line.Priority.Key);
        return upwards.Zip(upwards.Skip(1)).All(pair => Compare(pair.First, pair.Second) is var order && (order < 0 || (order == 0 && pair.First.Id < pair.Second.Id)));
    }

    /// <summary>Tickets with much in common, so that ties are everywhere.</summary>
    private static async Task FillAsync(DeskUnderTest desk, int count)
    {
        string[] statuses = [Status.Open, Status.Answered, Status.CustomerReply, Status.Closed];
        string?[] rows = ["SL-9", null, "SL-1", "SL-2", "SL-3"];
        string[] subjects = ["apple", "Banana", "cherry", "Apple", "banana"];
        Actor[] people = [desk.Emma, desk.Tom, desk.Sanne, desk.Camille];
        await desk.Store.WriteAsync(
            async (unit, token) =>
            {
                unit.Desk.Departments.Add(new Department(unit.NewId(), "billing", LocalizedText.Of("Billing", "Facturatie", "Facturation", "請求"), order: 20));
                await unit.Desk.SaveChangesAsync(token);
                for (var i = 0; i < count; i++)
                {
                    var actor = people[i % people.Length];
                    var change = new TicketChange(unit, actor, unit.NewId(), new PhraseBook(typeof(PhraseBook).Assembly)) { OccurredAt = unit.Now.AddMinutes(-((i * 7) % 11)) };
                    await new Open(subjects[i % subjects.Length], i % 3 == 0 ? "billing" : "support", "x", []).ApplyAsync(change, token);
                    await change.MoveToAsync(statuses[i % statuses.Length], token);
                    if (rows[i % rows.Length] is { } row)
                    {
                        await new SetPriority(row).ApplyAsync(change, token);
                    }

                    change.Finish();
                }
            },
            default);
    }
}
