using Helpdesk.Engine.Access;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Import;
using Helpdesk.Engine.Workflow;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Tickets;

public sealed class ImportTests
{
    private const string Line =
        """{"number":"OLD-17","formerNumbers":["9"],"subject":"Printer on fire","department":"support","requester":{"address":"New@people.example","name":"Nora New","language":"nl"},"type":"bug","typeAssessed":true,"urgency":"high","assignee":"alex@demo.example","cc":["boss@people.example"],"changes":[{"at":"2024-03-01T09:30:00Z","by":{"address":"new@people.example"},"body":"It burns."},{"at":"2024-03-01T09:40:00Z","by":{"address":"alex@demo.example"},"staff":true,"note":true,"body":"Toaster."},{"at":"2024-03-01T10:52:00+01:00","by":{"address":"gone@provider.example"},"staff":true,"body":"Put **out**.","format":"markdown","status":"closed"}]}""";

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task LM13_A_ticket_comes_with_its_dates_numbers_and_history_and_nobody_is_told(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);

        (await ImportAsync(desk, Line)).Should().Be(new ImportReport(1, 0, 1));

        foreach (var number in new[] { "OLD-17", "9" })
        {
            var view = (await desk.Reader.FindAsync(desk.Alex, number, default))!;
            (view.Ticket.Number, view.Ticket.StatusKey, view.Ticket.Version, view.Ticket.Urgency, view.Ticket.TypeKey, view.Ticket.IsTypeAssessed).Should().Be(("OLD-17", Status.Closed, 3, Urgency.High, "bug", true));
            view.Requester.Should().Be(new PersonView(view.Requester.Id, "Nora New", "New@people.example"));
            view.Messages.Select(m => (m.Body, m.OccurredAt.ToString("O"), m.Author?.Name)).Should().Equal(
                ("It burns.", "2024-03-01T09:30:00.0000000+00:00", "Nora New"), ("Toaster.", "2024-03-01T09:40:00.0000000+00:00", "Alex"), ("Put **out**.", "2024-03-01T09:52:00.0000000+00:00", null));
            view.History.Select(h => string.Join(',', h.Acts.Select(act => act.Name))).Should().Equal("open/1", "note/1", "reply/1,set-status/1");
            view.Cc.Should().ContainSingle().Which.Address.Should().Be("boss@people.example");
        }

        (await desk.OutboxAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task An_import_that_is_started_again_goes_on_where_it_was()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await ImportAsync(desk, Line);

        (await ImportAsync(desk, Line + "\n\n" + Line.Replace("OLD-17", "OLD-18", StringComparison.Ordinal).Replace("\"9\"", "", StringComparison.Ordinal))).Should().Be(new ImportReport(1, 1, 0));
        (await desk.ReadAsync(tables => tables.AllTickets.CountAsync())).Should().Be(2);
    }

    [Fact]
    public async Task Renumbered_tickets_are_found_by_both_numbers()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await ImportAsync(desk, Line, renumber: true);

        (await desk.Reader.FindAsync(desk.Alex, "OLD-17", default))!.Ticket.Number.Should().Be("000001");
        (await desk.OpenTicketAsync()).Number.Should().Be("000002");
    }

    [Theory]
    [InlineData("\"department\":\"support\"", "\"department\":\"nowhere\"", "there is no department")]
    [InlineData("\"subject\":\"Printer on fire\"", "\"subject\":\" \"", "its subject has 0 characters")]
    [InlineData("\"status\":\"closed\"", "\"status\":\"gone\"", "there is no status")]
    [InlineData("alex@demo.example\",\"cc\"", "emma@demo.example\",\"cc\"", "nobody of the staff")]
    [InlineData("boss@people.example", "boss", "copies")]
    [InlineData("New@people.example", "no address", "can't be added")]
    [InlineData("\"urgency\":\"high\"", "\"urgency\":\"very\"", "urgency")]
    [InlineData("\"number\":\"OLD-17\",", "", "number")]
    [InlineData("\"typeAssessed\"", "\"assessed\"", "assessed")]
    [InlineData("2024-03-01T09:30:00Z", "yesterday", "at")]
    public async Task A_line_that_is_wrong_is_named_and_nothing_of_its_batch_is_written(string right, string wrong, string because)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var good = Line.Replace("OLD-17", "OLD-16", StringComparison.Ordinal).Replace("[\"9\"]", "[]", StringComparison.Ordinal);

        var importing = () => ImportAsync(desk, good + "\n" + Line.Replace(right, wrong, StringComparison.Ordinal));

        (await importing.Should().ThrowAsync<ImportFileException>()).WithMessage($"Line 2: *{because}*");
        (await desk.ReadAsync(tables => tables.AllTickets.CountAsync())).Should().Be(0);
    }

    private static async Task<ImportReport> ImportAsync(DeskUnderTest desk, string lines, bool renumber = false)
    {
        using var reader = new StringReader(lines);
        return await new ImportFile(desk.Store, desk.Accounts, new TicketImport(desk.Store)).ImportAsync(reader, renumber, Actor.System, default);
    }
}
