using Helpdesk.Engine.Access;
using Helpdesk.Engine.Search.Databases;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Tickets;

/// <summary>What is typed into the search of tickets, and what it finds.</summary>
public sealed class TicketSearchTests
{
    /// <summary>More than a list begins with.</summary>
    private const int Many = 1_100;

    [Theory]
    [InlineData("000042", true)]
    [InlineData("42", true)]
    [InlineData("#42", true)]
    [InlineData("  #000042 ", true)]
    [InlineData("00042", true)]
    [InlineData("0000000042", true)]
    [InlineData("4", false)]
    [InlineData("420", false)]
    [InlineData("٤٢", false)]
    [InlineData("-42", false)]
    [InlineData("99999999999999999999999999", false)]
    public async Task LQ3_A_ticket_is_found_by_its_number_however_it_is_written(string search, bool finds)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await FillAsync(desk, 45, i => $"apple {(char)('a' + (i % 26))}");
        var found = await ListAsync(desk, new TicketListQuery { Search = search });
        found.Any(line => line.Number == "000042").Should().Be(finds);
        found.Should().HaveCount(finds ? 1 : found.Count);
    }

    [Theory]
    [InlineData("100% CPU [prod] (since \"Monday\")")]
    [InlineData("it's_a test\\path C:\\temp")]
    [InlineData("a*b?c^d$e{f}g|h+i.j~k")]
    [InlineData("'; DROP TABLE desk_ticket; --")]
    [InlineData("日本語のサーバー 障害")]
    [InlineData("ÉCRAN à Zürich ЯНВАРЬ")]
    [InlineData("👩‍👩‍👧 emoji 😀")]
    public async Task LQ4_The_exact_subject_finds_its_ticket_whatever_is_in_it(string subject)
    {
        foreach (var provider in new[] { "sqlite", "postgres" })
        {
            await using var desk = await DeskUnderTest.OpenAsync(provider);
            await desk.OpenTicketAsync(subject: "something else entirely");
            var ticket = await desk.OpenTicketAsync(subject: subject);
            foreach (var search in subject.Split(' ').Append(subject).Append($"  {subject}\t"))
            {
                (await ListAsync(desk, new TicketListQuery { Search = search })).Select(line => line.Id).Should().Equal([ticket.Id], "'{0}' is in it", search);
            }
        }
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("[a-z]")]
    [InlineData("\\")]
    [InlineData("*")]
    [InlineData("\0")]
    [InlineData("'")]
    [InlineData("\"")]
    [InlineData("((((")]
    [InlineData("printer missing")]
    public async Task LQ4_What_is_typed_is_no_pattern(string search)
    {
        foreach (var provider in new[] { "sqlite", "postgres" })
        {
            await using var desk = await DeskUnderTest.OpenAsync(provider);
            await desk.OpenTicketAsync(subject: "Printer on fire");
            (await ListAsync(desk, new TicketListQuery { Search = search })).Should().BeEmpty();
            (await ListAsync(desk, new TicketListQuery { Status = search, Department = search })).Should().BeEmpty();
            (await desk.Reader.FindAsync(desk.Alex, search, default)).Should().BeNull();
        }
    }

    [Theory]
    [InlineData("printer")]
    [InlineData("PRINTER fire")]
    [InlineData("fire on")]
    [InlineData("rint")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public async Task All_words_in_any_order_and_case_find_a_ticket_and_none_finds_all(string? search)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await desk.OpenTicketAsync(subject: "Printer on fire");
        (await ListAsync(desk, new TicketListQuery { Search = search })).Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task LQ1_Many_and_few_are_found_alike_and_in_any_order(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);
        await FillAsync(desk, Many, i => i % 400 == 7 ? $"Common and rare {i:0000}" : $"Common {i:0000}");

        foreach (var sort in Enum.GetValues<TicketSort>())
        {
            (await ListAsync(desk, new TicketListQuery { Search = "common", Sort = sort, Size = 100 })).Should().HaveCount(Many).And.OnlyHaveUniqueItems(line => line.Id);
            (await ListAsync(desk, new TicketListQuery { Search = "common RARE", Sort = sort, Size = 2 })).Select(line => line.Subject).Should().BeEquivalentTo("Common and rare 0007", "Common and rare 0407", "Common and rare 0807");
        }

        // The number of one, and a part of the subject of another.
        (await ListAsync(desk, new TicketListQuery { Search = "0042" })).Select(line => line.Subject).Should().BeEquivalentTo("Common 0041", "Common 0042");
        (await ListAsync(desk, new TicketListQuery { Search = "rare", Kinds = [StatusKind.Closed] })).Should().BeEmpty();
        (await desk.Lists.ListAsync(desk.Camille, new TicketListQuery { Search = "rare" }, default)).Lines.Should().BeEmpty("they are not hers");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_new_subject_is_found_and_the_old_one_no_more(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);
        var ticket = await desk.OpenTicketAsync(subject: "Printer on fire");
        await desk.DoAsync(ticket, desk.Alex, new Rename("Scanner on fire"));

        (await ListAsync(desk, new TicketListQuery { Search = "printer" })).Should().BeEmpty();
        (await ListAsync(desk, new TicketListQuery { Search = "scanner" })).Should().ContainSingle();
    }

    [Theory]
    [InlineData("sqlite", "VIRTUAL TABLE INDEX")]
    [InlineData("postgres", "desk_ticket_fts_subject")]
    public async Task LQ1_A_part_of_a_subject_is_found_by_an_index(string provider, string index)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);
        var statement = SearchSql.Of(desk.Store.Database).SubjectsHolding(["rare", "of"], 10)!;
        // Of an empty table any index is as good as another, and none the best.
        var explain = provider == "sqlite" ? "EXPLAIN QUERY PLAN " : "DROP INDEX ix_desk_ticket_folded_subject_id; SET enable_seqscan = off; EXPLAIN ";
        await using var connection = desk.Store.Database.CreateConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = explain + statement.Sql;
        for (var i = 0; i < statement.Parameters.Length; i++)
        {
            command.CommandText = command.CommandText.Replace($"{{{i}}}", $"@p{i}", StringComparison.Ordinal);
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"p{i}", statement.Parameters[i]);
            command.Parameters.Add(parameter);
        }

        var plan = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            plan.Add(rows.GetString(rows.FieldCount - 1));
        }

        string.Join('\n', plan).Should().Contain(index);
    }

    [Fact]
    public async Task LQ1_What_few_subjects_hold_is_all_that_a_list_looks_at()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await desk.OpenTicketAsync(subject: "Printer on fire");
        foreach (var query in new[] { new TicketListQuery(), new TicketListQuery { Kinds = [StatusKind.Open] }, new TicketListQuery { Department = "support" }, new TicketListQuery { AssigneeId = 1 } })
        {
            var plan = await QueryPlan.OfAsync(desk, desk.Alex, query with { Search = "printer" });
            plan.Steps.Where(plan.IsOfTickets).Should().NotBeEmpty().And.OnlyContain(step => step.Detail.Contains("INTEGER PRIMARY KEY (rowid=?)", StringComparison.Ordinal), plan.ToString());
        }
    }

    [Fact]
    public async Task LQ1_Of_what_many_subjects_hold_a_page_takes_no_more_than_it_shows()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await FillAsync(desk, Many, i => $"Common {i:0000}");

        var plan = await QueryPlan.OfAsync(desk, desk.Alex, new TicketListQuery { Search = "common" });

        // The parts are merged as they come; a part with a page of its own would be gone through until that was full.
        plan.Steps.Should().Contain(step => step.Detail == "MERGE (UNION ALL)", plan.ToString());
        plan.Steps.Where(plan.IsOfTickets).Should().OnlyContain(step => step.Detail.Contains("_status_kind_updated_at_id (status_kind=?)", StringComparison.Ordinal), plan.ToString());
        plan.Sql.Split("LIMIT @").Should().HaveCount(2, "one page of all and none of the parts");
    }

    private static async Task<List<TicketLine>> ListAsync(DeskUnderTest desk, TicketListQuery query)
    {
        var lines = new List<TicketLine>();
        string? after = null;
        do
        {
            var page = await desk.Lists.ListAsync(desk.Alex, query with { After = after }, default);
            lines.AddRange(page.Lines);
            after = page.Next;
        }
        while (after is not null && lines.Count < 2 * Many);

        return lines;
    }

    private static Task FillAsync(DeskUnderTest desk, int count, Func<int, string> subject) => desk.Store.WriteAsync(
        async (unit, token) =>
        {
            for (var i = 0; i < count; i++)
            {
                var change = new TicketChange(unit, desk.Emma, unit.NewId(), new PhraseBook(typeof(PhraseBook).Assembly));
                await new Open(subject(i), "support", "x", []).ApplyAsync(change, token);
                change.Finish();
            }
        },
        default);
}
