using System.Collections.Frozen;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Storage;
using Helpdesk.Host.Generations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>A3, LM10: what a customer mails is on her ticket, what stood below it folded and one click away.</summary>
[Collection(OpenDesk.Name)]
[Trait("Kind", "slow")]
public sealed class MailedMessageTests(OpenDesk desk)
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mail_opens_a_ticket_and_its_signature_is_folded(bool withScript)
    {
        await using var customer = await desk.SignInAsync(DemoPeople.Customer, withScript);
        await using var agent = await desk.SignInAsync(DemoPeople.Agent, withScript);
        var number = await ReceiveAsync($"By mail {(withScript ? "with" : "without")} a script");

        foreach (var (visitor, path, name) in new[] { (customer, $"/tickets/{number}", "ticket-by-mail"), (agent, $"/agent/tickets/{number}", "agent-ticket-by-mail") })
        {
            await visitor.Page.GotoAsync(path);
            await visitor.Page.GetByText("The site is down since this morning.").WaitForAsync();
            (await visitor.Page.GetByText("Emma, Brightwater").IsVisibleAsync()).Should().BeFalse();

            await visitor.Page.GetByText("Signature and quoted text").FocusAsync();
            await visitor.Page.Keyboard.PressAsync("Enter");

            await visitor.Page.GetByText("Emma, Brightwater").WaitForAsync();
            await visitor.Page.LookAsync(name, withScript);
            visitor.ShouldBeContent();
        }
    }

    private async Task<string> ReceiveAsync(string subject)
    {
        using var lease = desk.Desk.Services.GetRequiredService<GenerationSwitch>().Lease();
        var verdict = await lease.Generation.Services.GetRequiredService<IInboundDesk>().ReceiveAsync(
            new InboundMessage
            {
                Source = "mail:support@demo.example",
                ContentHash = subject,
                ReceivedAt = desk.Desk.Services.GetRequiredService<TimeProvider>().GetUtcNow(),
                From = new InboundAddress("Emma", DemoPeople.Customer),
                Subject = subject,
                Text = "The site is down since this morning.",
                Folded = "-- \nEmma, Brightwater\n+31 20 555 0100\n\n> Is everything well with your site?\n> The Helpdesk",
            },
            new InboundRules { Department = "support", OwnAddresses = FrozenSet<string>.Empty },
            CancellationToken.None);
        verdict.Decision.Should().Be(InboundDecision.NewTicket);
        await using var tables = desk.Desk.Services.GetRequiredService<DeskStore>().Read();
        return await tables.AllTickets.Where(t => t.Id == verdict.TicketId).Select(t => t.Number).SingleAsync();
    }
}
