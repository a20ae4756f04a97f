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
    public async Task DeliverAsync(long row, string leaseOfRow, CancellationToken cancellationToken)
    {
        try
        {
            using var lease = generations.Lease();
            await lease.Generation.Services.GetRequiredService<RowDelivery>().DeliverAsync(row, leaseOfRow, cancellationToken);
        }
        finally
        {
            inHand.Done(row);
            signal.Raise();
        }
    }
}
