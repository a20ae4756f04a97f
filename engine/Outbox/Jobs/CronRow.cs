namespace Helpdesk.Engine.Outbox.Jobs;

/// <summary>When a cron job is due next. Whoever moves that instant on, in a transaction, has the run.</summary>
internal sealed class CronRow
{
    private CronRow()
    {
    }

    public CronRow(string receiver, string? pluginId, string schedule, DateTimeOffset nextDueAt)
    {
        Receiver = receiver;
        PluginId = pluginId;
        Schedule = schedule;
        NextDueAt = nextDueAt;
    }

    public string Receiver { get; private set; } = "";

    public string? PluginId { get; private set; }

    public string Schedule { get; private set; } = "";

    public DateTimeOffset NextDueAt { get; private set; }

    public void Reschedule(string schedule, DateTimeOffset nextDueAt)
    {
        Schedule = schedule;
        NextDueAt = nextDueAt;
    }
}
