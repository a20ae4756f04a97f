using Cronos;
using Hangfire;
using Hangfire.Common;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Host.Generations;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Jobs;

/// <summary>
/// Hangfire ticks, the database decides: a tick moves the row's next due time on and leaves an outbox row in the same
/// transaction. Ticks that come twice, from several servers or not at all do no harm; a time that was missed is made
/// up for once.
/// </summary>
internal sealed class CronClock(DeskStore store, IRecurringJobManager clock, JobQueues queues, GenerationSwitch generations)
{
    /// <summary>With each new generation: the jobs that there are tick, the others don't.</summary>
    /// <param name="contributions">What the generation contributes.</param>
    /// <param name="known">Receivers that ticked before.</param>
    public async Task SetAsync(Contributions contributions, IReadOnlyCollection<string> known, CancellationToken cancellationToken)
    {
        var crons = contributions.Receivers.Where(receiver => receiver.Schedule is not null).ToList();
        await store.WriteAsync(
            async (unit, token) =>
            {
                foreach (var receiver in crons)
                {
                    var next = NextAfter(receiver.Schedule!, unit.Now);
                    if (await unit.Desk.Crons.FindAsync([receiver.Key], token) is not { } row)
                    {
                        unit.Desk.Crons.Add(new CronRow(receiver.Key, receiver.PluginId, receiver.Schedule!, next));
                    }
                    else if (row.Schedule != receiver.Schedule)
                    {
                        row.Reschedule(receiver.Schedule!, next);
                    }
                }
            },
            cancellationToken);

        foreach (var receiver in crons)
        {
            var key = receiver.Key;
            clock.AddOrUpdate(key, Job.FromExpression<CronTick>(tick => tick.TickAsync(key, CancellationToken.None), queues.Ticks), receiver.Schedule!);
            await TickAsync(receiver, cancellationToken);
        }

        foreach (var gone in known.Except(crons.Select(receiver => receiver.Key), StringComparer.Ordinal))
        {
            clock.RemoveIfExists(gone);
        }
    }

    /// <summary>Leaves an outbox row if the job is due.</summary>
    public async Task<bool> TickAsync(string key, CancellationToken cancellationToken)
    {
        using var lease = generations.Lease();
        return lease.Generation.Contributions.Receiver(key) is { Schedule: not null } receiver && await TickAsync(receiver, cancellationToken);
    }

    private Task<bool> TickAsync(Receiver receiver, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async (unit, token) =>
            {
                var now = unit.Now;
                var next = NextAfter(receiver.Schedule!, now);
                var isOurs = await unit.Desk.Crons.Where(row => row.Receiver == receiver.Key && row.NextDueAt <= now)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextDueAt, next), token) == 1;
                if (isOurs)
                {
                    unit.EnqueueCron(receiver.Key, receiver.PluginId);
                }

                return isOurs;
            },
            cancellationToken);

    private static DateTimeOffset NextAfter(string schedule, DateTimeOffset now) =>
        CronExpression.Parse(schedule).GetNextOccurrence(now, TimeZoneInfo.Utc) ?? DateTimeOffset.MaxValue.AddYears(-1);
}

/// <summary>What Hangfire runs by the clock.</summary>
[AutomaticRetry(Attempts = 0, LogEvents = false, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
internal sealed class CronTick(CronClock clock)
{
    public Task TickAsync(string receiver, CancellationToken cancellationToken) => clock.TickAsync(receiver, cancellationToken);
}
