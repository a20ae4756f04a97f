using Helpdesk.Engine.People;
using Helpdesk.Engine.Tests.Notifications;

namespace Helpdesk.Engine.Tests.Inbound;

/// <summary>A desk with a mailbox, a customer and one of the staff.</summary>
public abstract class InboundTest : IAsyncLifetime
{
    private protected InboundBench Bench { get; private set; } = null!;

    private protected Person Emma { get; private set; } = null!;

    private protected Person Alex { get; private set; } = null!;

    private protected MailDesk Desk => Bench.Desk;

    public async Task InitializeAsync()
    {
        Bench = await InboundBench.OpenAsync();
        Emma = await Desk.CustomerAsync("Emma");
        Alex = await Desk.AgentAsync("Alex");
    }

    public async Task DisposeAsync() => await Bench.DisposeAsync();
}
