using Hangfire;
using Helpdesk.Engine.Outbox;
using Helpdesk.Host.Generations;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Jobs;

/// <summary>
/// The one thing that Hangfire runs for the outbox. It names no type of a plugin, which Hangfire could not find again
/// and would hold for ever. Retries are the outbox's own: it knows back-off, order and parking.
/// </summary>
[AutomaticRetry(Attempts = 0, LogEvents = false, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
internal sealed class OutboxHands(GenerationSwitch generations, InHand inHand, OutboxSignal signal)
{
    /// <summary>Read together, then each at its own pace, on the pool: one of Hangfire's threads waits for all of them.</summary>
    public Task DeliverAsync(long[] rows, string leaseOfRows, CancellationToken cancellationToken)
    {
        var read = ReadAsync(rows, leaseOfRows, cancellationToken);
        return Task.WhenAll(rows.Select(row => Task.Run(() => DeliverAsync(row, read, leaseOfRows, cancellationToken), CancellationToken.None)));
    }

    private async Task<IReadOnlyDictionary<long, OutboxRow>> ReadAsync(long[] rows, string leaseOfRows, CancellationToken cancellationToken)
    {
        using var lease = generations.Lease();
        return (await lease.Generation.Services.GetRequiredService<RowDelivery>().ReadAsync(rows, leaseOfRows, cancellationToken)).ToDictionary(row => row.Id);
    }

    private async Task DeliverAsync(long row, Task<IReadOnlyDictionary<long, OutboxRow>> read, string leaseOfRow, CancellationToken cancellationToken)
    {
        var isStopped = false;
        try
        {
            if ((await read).TryGetValue(row, out var claimed))
            {
                using var lease = generations.Lease();
                await lease.Generation.Services.GetRequiredService<RowDelivery>().DeliverAsync(claimed, leaseOfRow, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The desk stops. The row stays in hand, so that it is given back: its claim was not the receiver's doing.
            isStopped = true;
            throw;
        }
        finally
        {
            if (!isStopped)
            {
                inHand.Done(row);
                signal.Raise();
            }
        }
    }
}
