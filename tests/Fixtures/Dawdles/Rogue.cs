using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Tickets.Events;

namespace Helpdesk.Fixtures.Dawdles;

/// <summary>Notes each ticket that is opened, and takes its time: see <see cref="Patience"/>.</summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddTables<DawdlesTables>();
        builder.AddEventHandler<TicketOpened, Handler>("dawdles", new DeliveryOptions { Budget = TimeSpan.FromSeconds(2) });
    }
}

/// <summary>Dawdles before it writes, and again while it writes.</summary>
public sealed class Handler : IEventHandler<TicketOpened>
{
    /// <inheritdoc />
    public async Task HandleAsync(TicketOpened deskEvent, Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deskEvent);
        ArgumentNullException.ThrowIfNull(delivery);
        await Patience.DawdleAsync("handler");
        delivery.Write(async (unit, token) =>
        {
            var entries = unit.Tables<DawdlesTables>();
            entries.Entries.Add(new Entry { Id = unit.NewId(), TicketId = deskEvent.TicketId, DeliveryId = delivery.Id });
            await entries.SaveChangesAsync(token);
            await Patience.DawdleAsync("write");
        });
    }
}

/// <summary>
/// The environment names a folder. Who comes to a stage leaves a file <c>stage.process</c> there; while there is a file
/// <c>stage</c>, nobody goes on.
/// </summary>
internal static class Patience
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("HELPDESK_DAWDLES");

    public static async Task DawdleAsync(string stage)
    {
        if (Folder is null)
        {
            return;
        }

        await File.WriteAllTextAsync(Path.Combine(Folder, $"{stage}.{Environment.ProcessId}"), "", CancellationToken.None);
        // Not by a timer: when the process goes on after a stop, the timer of whoever has lost patience would always be first.
        SpinWait.SpinUntil(() => !File.Exists(Path.Combine(Folder, stage)));
    }
}
