using Helpdesk.Engine.Access;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Tickets;

/// <summary>What plugins are told of tickets and people: what the one they ask for may see.</summary>
public sealed class DeskReaderTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_plugin_is_told_what_the_one_it_asks_for_may_see(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);
        var reader = new DeskReader(desk.Store);
        var ticket = (await desk.Tickets.OpenAsync(new Open("Mail", "support", "It is **down**.", []) { Format = MessageFormat.Markdown }, desk.Emma, null, default)).Ticket!;
        await desk.Tickets.DoAsync(ticket.Id, [new Note("Ours", []), new Assign(desk.Alex.PersonId)], desk.Alex, null, default);
        await using var tables = desk.Store.Read();
        var messages = await tables.AllMessages.OrderBy(message => message.Id).Select(message => message.Id).ToListAsync();

        foreach (var (who, sees) in new[] { (desk.Emma, true), (desk.Tom, true), (desk.Sanne, false), (desk.Alex, true), (Actor.System, true) })
        {
            var facts = await reader.FindTicketAsync(ticket.Id, who, default);
            (facts is not null).Should().Be(sees);
            facts?.AssigneeId.Should().Be(who.IsStaff ? desk.Alex.PersonId : null);
            ((await reader.FindMessageAsync(messages[0], who, default))?.Text).Should().Be(sees ? "It is down." : null);
            (await reader.FindMessageAsync(messages[1], who, default) is not null).Should().Be(who.IsStaff, "notes are for staff");
            (await reader.FindPersonAsync(desk.Emma.PersonId!.Value, who, default) is not null).Should().Be(who.IsStaff || who == desk.Emma);
            (await reader.CountTicketsAsync(desk.Emma.PersonId!.Value, who, default)).Should().Be(new TicketCounts(sees ? 1 : 0, 0, 0));
        }

        var known = (await reader.FindTicketAsync(ticket.Id, desk.Emma, default))!;
        (known.Number, known.Subject, known.Status.Kind, known.Department.Key, known.RequesterId).Should().Be((ticket.Number, "Mail", StatusKind.Open, "support", desk.Emma.PersonId!.Value));
        (await reader.FindPersonAsync(desk.Emma.PersonId!.Value, desk.Alex, default))!.Organisations.Should().ContainSingle();
    }
}
