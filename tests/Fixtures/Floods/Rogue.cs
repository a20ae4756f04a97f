using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Tickets.Events;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Fixtures.Floods;

/// <summary>Writes log lines by the thousand, and a job that schedules itself, twice.</summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddEventHandler<TicketOpened, Handler>("floods");
        builder.AddJob<Flood, Drop>("flood");
    }
}

/// <summary>What the job is told.</summary>
public sealed record Drop(int Generation);

/// <summary>Opens the lock.</summary>
public sealed partial class Handler(ILogger<Handler> logger) : IEventHandler<TicketOpened>
{
    /// <inheritdoc />
    public Task HandleAsync(TicketOpened deskEvent, Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        for (var line = 0; line < 10_000; line++)
        {
            LogLine(line);
        }

        delivery.Write((unit, _) =>
        {
            unit.Schedule<Flood, Drop>(new Drop(1));
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The rogue says line {Line}")]
    private partial void LogLine(int line);
}

/// <summary>Each run schedules two more.</summary>
public sealed class Flood : IJob<Drop>
{
    /// <inheritdoc />
    public Task RunAsync(Drop arguments, Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(delivery);
        delivery.Write((unit, _) =>
        {
            unit.Schedule<Flood, Drop>(new Drop(arguments.Generation + 1));
            unit.Schedule<Flood, Drop>(new Drop(arguments.Generation + 1));
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }
}
