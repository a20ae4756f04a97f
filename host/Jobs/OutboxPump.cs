using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Generations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Host.Jobs;

/// <summary>Claims rows that are due and gives Hangfire one thing for those that it has claimed together: deliver them.</summary>
internal sealed partial class OutboxPump(
    OutboxQueue queue,
    OutboxSignal signal,
    InHand inHand,
    GenerationSwitch generations,
    IBackgroundJobClient hands,
    JobQueues queues,
    PumpPulse pulse,
    TimeProvider time,
    ILogger<OutboxPump> logger) : BackgroundService
{
    /// <summary>How soon rows are seen that nobody in this process has told of: delayed ones, other servers', the command line's.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenSorts = TimeSpan.FromSeconds(5);

    private long _sortedAt = time.GetTimestamp();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TakeBackAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var moved = await PumpAsync(stoppingToken);
                pulse.Beat();
                if (moved == 0 || inHand.Free == 0)
                {
                    await signal.WaitAsync(Pause, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                // The database is gone or busy: the rows are safe there, so ask again.
                LogFault(fault);
                await signal.WaitAsync(PauseAfterFault, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>How many rows were handed over.</returns>
    private async Task<int> PumpAsync(CancellationToken cancellationToken)
    {
        var free = inHand.Free;
        if (free <= 0 || !generations.HasCurrent)
        {
            return 0;
        }

        using var lease = generations.Lease();
        var contributions = lease.Generation.Contributions;
        if (time.GetElapsedTime(_sortedAt) > BetweenSorts)
        {
            await queue.SortAsync(contributions, cancellationToken);
            _sortedAt = time.GetTimestamp();
        }

        // Each receiver has its share: what is beyond it is left where it is, and not claimed to be given back.
        var due = await queue.DueAsync(free, inHand.Ready(contributions), cancellationToken);
        return await TakeAsync([.. due.Where(inHand.TryTake)], contributions, cancellationToken);
    }

    /// <summary>Claims rows that are in hand, and gives Hangfire one thing for all of them: each costs it as much as a delivery does.</summary>
    private async Task<int> TakeAsync(IReadOnlyList<Claim> inHands, Contributions contributions, CancellationToken cancellationToken)
    {
        IReadOnlyList<Claim> claimed = [];
        var isHandedOver = false;
        try
        {
            claimed = await queue.ClaimAsync(inHands, contributions, cancellationToken);
            if (claimed.Count > 0)
            {
                var (rows, lease) = (claimed.Select(claim => claim.Id).ToArray(), claimed[0].Lease);
                hands.Create(Job.FromExpression<OutboxHands>(h => h.DeliverAsync(rows, lease, CancellationToken.None)), new EnqueuedState(queues.Deliveries));
            }

            isHandedOver = true;
            return claimed.Count;
        }
        finally
        {
            // Another server was faster, or Hangfire's storage has gone away in the middle.
            var left = (isHandedOver ? inHands.Except(claimed) : inHands).Select(claim => claim.Id).ToList();
            left.ForEach(inHand.Done);
            if (!isHandedOver && claimed.Count > 0)
            {
                await queue.GiveBackAsync(left, CancellationToken.None);
            }
        }
    }

    private async Task TakeBackAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var count = await queue.TakeBackAsync(cancellationToken);
                if (count > 0)
                {
                    LogTakenBack(count);
                }

                return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
                await signal.WaitAsync(PauseAfterFault, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Rows} outbox rows that this server had in hand when it ended wait again")]
    private partial void LogTakenBack(int rows);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox could not be looked at; it is tried again")]
    private partial void LogFault(Exception fault);
}
