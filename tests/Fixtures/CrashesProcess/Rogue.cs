using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Tickets.Events;

namespace Helpdesk.Fixtures.CrashesProcess;

/// <summary>
/// Takes the process down at the place that the file named by <c>HELPDESK_CRASHES</c> says: <c>configure</c>, <c>constructor</c>,
/// <c>thread</c> or <c>handler</c>. Without the file it does no harm.
/// </summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Crash.At("configure");
        if (Crash.IsAt("thread"))
        {
            // What nobody catches ends the process.
            new Thread(() => throw new InvalidOperationException("Nobody catches this.")).Start();
        }

        builder.AddEventHandler<TicketOpened, Handler>("crashes");
    }
}

/// <summary>Ends the process when it is made, or when it works.</summary>
public sealed class Handler : IEventHandler<TicketOpened>
{
    /// <summary>Made by the smoke test, and for each delivery.</summary>
    public Handler() => Crash.At("constructor");

    /// <inheritdoc />
    public Task HandleAsync(TicketOpened deskEvent, Delivery delivery, CancellationToken cancellationToken)
    {
        Crash.At("handler");
        return Task.CompletedTask;
    }
}

internal static class Crash
{
    public static bool IsAt(string place) =>
        Environment.GetEnvironmentVariable("HELPDESK_CRASHES") is { } file && File.Exists(file) && File.ReadAllText(file) == place;

    public static void At(string place)
    {
        if (IsAt(place))
        {
            Environment.FailFast($"Crashes in its {place}.");
        }
    }
}
