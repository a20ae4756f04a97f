namespace Helpdesk.Engine.Outbox;

internal enum OutboxState
{
    /// <summary>Waits until it is due.</summary>
    Waiting,

    /// <summary>A node has it, until its lease ends.</summary>
    Claimed,

    /// <summary>Waits for its plugin to come back.</summary>
    Parked,

    /// <summary>Given up after its last attempt; kept until somebody retries or drops it.</summary>
    Dead,
}

/// <summary>One thing to be delivered to one receiver. A row that is done is gone: deleting it commits with the handler's own work.</summary>
internal sealed class OutboxRow
{
    private OutboxRow()
    {
    }

    public long Id { get; private set; }

    /// <summary>Who takes it; see <see cref="Plugins.Receiver.Key"/>.</summary>
    public string Receiver { get; private set; } = "";

    public string? PluginId { get; private set; }

    /// <summary>The event's stable name; null for a job.</summary>
    public string? EventName { get; private set; }

    public string? Payload { get; private set; }

    /// <summary>Rows of one lane go one after the other, by <see cref="LanePosition"/>; null for no order.</summary>
    public string? Lane { get; private set; }

    public long LanePosition { get; private set; }

    public int Depth { get; private set; }

    /// <summary>W3C trace context of the cause, so that one trace shows request, event and mail.</summary>
    public string? Trace { get; private set; }

    public DateTimeOffset OccurredAt { get; private set; }

    public DateTimeOffset DueAt { get; private set; }

    public OutboxState State { get; private set; }

    /// <summary>How often it was tried and failed.</summary>
    public int Attempts { get; private set; }

    /// <summary>How often a node took it. More claims than attempts: a process ended with it in hand.</summary>
    public int Claims { get; private set; }

    /// <summary>How often a node that distrusts it noted that it begins; see <see cref="RowDelivery"/>.</summary>
    public int Starts { get; private set; }

    /// <summary>Proves that the one who marks it done is the one who has it.</summary>
    public string? Lease { get; private set; }

    public string? Node { get; private set; }

    public DateTimeOffset? LeaseUntil { get; private set; }

    public string? LastError { get; private set; }

    public static OutboxRow ForEvent(long id, Subscription subscriber, string payload, long? ticketId, long ticketVersion, DateTimeOffset now, int depth) =>
        new()
        {
            Id = id,
            Receiver = subscriber.Receiver,
            PluginId = subscriber.PluginId,
            EventName = subscriber.EventName,
            Payload = payload,
            Lane = subscriber.InTicketOrder && ticketId is { } ticket ? $"{ticket:x}|{subscriber.Order}" : null,
            LanePosition = ticketVersion,
            Depth = depth,
            Trace = System.Diagnostics.Activity.Current?.Id,
            OccurredAt = now,
            DueAt = now,
        };

    public static OutboxRow ForJob(long id, string receiver, string? pluginId, string? payload, DateTimeOffset now, DateTimeOffset dueAt, int depth, string? lane = null) =>
        new()
        {
            Id = id,
            Receiver = receiver,
            PluginId = pluginId,
            Payload = payload,
            Lane = lane,
            Depth = depth,
            Trace = System.Diagnostics.Activity.Current?.Id,
            OccurredAt = now,
            DueAt = dueAt,
        };
}
