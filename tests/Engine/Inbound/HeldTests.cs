using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Inbound;

/// <summary>Scenario 7: what a stranger sent to a ticket waits beside it; one step lets her in, or says that she is the requester.</summary>
public sealed class HeldTests : InboundTest
{
    private TicketReader Reader => new(Desk.Store);

    [Fact]
    public async Task Let_in_she_gets_copies_and_her_mail_given_again_is_on_the_ticket()
    {
        var (mail, held) = await HoldAsync("sister@home.example");

        await Desk.DoAsync(await Desk.FindAsync(held.TicketId!.Value), Alex, new AddCc([new CcAddress(held.Address, held.Name)]), new SettleHeld(held.Id, HeldChoice.LetIn));

        (await HeldAsync(held.TicketId.Value)).Should().BeEmpty();
        (await Bench.TakeAsync(mail)).Should().BeEquivalentTo(new { Decision = InboundDecision.Append, held.TicketId, Role = InboundRole.Participant });
        (await Bench.TakeAsync(Bench.From("sister@home.example") with { Tokens = mail.Tokens })).Decision.Should().Be(InboundDecision.Append);
    }

    [Fact]
    public async Task Known_as_another_address_of_the_requester_s_she_is_the_requester_everywhere()
    {
        var (mail, held) = await HoldAsync("emma.at.home@private.example");

        await Desk.DoAsync(await Desk.FindAsync(held.TicketId!.Value), Alex, new SettleHeld(held.Id, HeldChoice.Alias));

        (await Bench.TakeAsync(mail)).Should().BeEquivalentTo(new { Decision = InboundDecision.Append, held.TicketId, Role = InboundRole.Customer });
        var opened = await Bench.TakeAsync(Bench.From("Emma.At.Home@private.example", subject: "Something new"));
        (await Bench.TicketAsync(opened)).RequesterId.Should().Be(Emma.Id);
    }

    [Fact]
    public async Task Put_away_it_stays_where_it_is_and_is_decided_once()
    {
        var (mail, held) = await HoldAsync("nobody@home.example");
        var ticket = await Desk.FindAsync(held.TicketId!.Value);

        await Desk.DoAsync(ticket, Alex, new SettleHeld(held.Id, HeldChoice.Drop));

        (await HeldAsync(ticket.Id)).Should().BeEmpty();
        (await Bench.TakeAsync(mail)).Decision.Should().Be(InboundDecision.Duplicate);
        (await RefusalAsync(ticket, Alex, new SettleHeld(held.Id, HeldChoice.LetIn))).Should().Be("desk.held-unknown");
    }

    [Fact]
    public async Task Made_a_ticket_of_its_own_it_waits_beside_the_other_no_more()
    {
        var (mail, held) = await HoldAsync("neighbour@home.example");

        var verdict = await Bench.Inbound.ReceiveAsync(mail, Bench.Rules, InboundOrder.AsTicket, default);

        verdict.Decision.Should().Be(InboundDecision.NewTicket);
        verdict.TicketId.Should().NotBe(held.TicketId);
        (await HeldAsync(held.TicketId!.Value)).Should().BeEmpty();
        (await Bench.SentAsync()).Should().NotContain(sent => sent.FoldedAddress == "neighbour@home.example", "staff write to her when they want to");
        (await Bench.Inbound.ReceiveAsync(mail, Bench.Rules, InboundOrder.AsTicket, default)).Decision.Should().Be(InboundDecision.Duplicate, "it is on a ticket already");
    }

    [Fact]
    public async Task No_customer_decides_or_sees_it_and_an_address_of_somebody_else_s_is_no_alias()
    {
        var olga = await Desk.CustomerAsync("Olga");
        var (_, held) = await HoldAsync(olga.Address);
        var ticket = await Desk.FindAsync(held.TicketId!.Value);

        (await RefusalAsync(ticket, Emma, new SettleHeld(held.Id, HeldChoice.LetIn))).Should().Be("desk.held-forbidden");
        (await RefusalAsync(ticket, Alex, new SettleHeld(held.Id, HeldChoice.Alias))).Should().Be("desk.held-no-alias");
        (await Reader.HeldAsync(new(Emma.Id, Emma.Role, "web"), ticket.Id, default)).Should().BeEmpty();
    }

    private async Task<(InboundMessage Mail, HeldMessage Held)> HoldAsync(string address)
    {
        var mail = Bench.Answer(await Bench.OpenedAsync(Emma, Alex), address);
        var verdict = await Bench.TakeAsync(mail);
        verdict.Decision.Should().Be(InboundDecision.Held);
        return (mail, (await HeldAsync(verdict.TicketId!.Value)).Single());
    }

    private Task<IReadOnlyList<HeldMessage>> HeldAsync(long ticketId) => Reader.HeldAsync(new(Alex.Id, Alex.Role, "web"), ticketId, default);

    private async Task<string> RefusalAsync(Ticket ticket, Helpdesk.Engine.People.Person actor, Act act) =>
        (await Desk.Tickets.DoAsync(ticket.Id, [act], new(actor.Id, actor.Role, "web"), null, default)).Refusals.Single().Sentence.Key;
}
