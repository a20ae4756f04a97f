using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Helpdesk.Engine.Outbox;
using Helpdesk.Host.Generations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Host.Jobs;

/// <summary>Claims rows that are due and gives Hangfire one thing for each: deliver row N.</summary>
internal sealed partial class OutboxPump(
    OutboxQueue queue,
    OutboxSignal signal,
    InHand inHand,
    GenerationSwitch generations,
    IBackgroundJobClient hands,
    PumpPulse pulse,
    ILogger<OutboxPump> logger) : BackgroundService
{
    /// <summary>How soon rows are seen that nobody in this process has told of: delayed ones, other servers', the command line's.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(2);

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
        var claims = await queue.ClaimAsync(free, inHand.Saturated(lease.Generation.Contributions), cancellationToken);
        var tooMany = new List<long>();
        foreach (var claim in claims)
        {
            if (inHand.TryTake(claim))
            {
                hands.Create(Job.FromExpression<OutboxHands>(h => h.DeliverAsync(claim.Id, claim.Lease, CancellationToken.None)), new EnqueuedState());
            }
            else
            {
                tooMany.Add(claim.Id);
            }
        }

        if (tooMany.Count > 0)
        {
            await queue.GiveBackAsync(tooMany, cancellationToken);
        }

        return claims.Count - tooMany.Count;
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
