using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Outbox;

/// <summary>The subscriptions as one generation sees them: read once, since they only change from one generation to the next.</summary>
internal sealed class Subscriptions
{
    private volatile ILookup<string, Subscription>? _byEvent;

    public async ValueTask<IEnumerable<Subscription>> OfAsync(string eventName, DeskTables tables, CancellationToken cancellationToken)
    {
        _byEvent ??= (await tables.Subscriptions.AsNoTracking().OrderBy(s => s.Receiver).ToListAsync(cancellationToken))
            .ToLookup(s => s.EventName, StringComparer.Ordinal);
        return _byEvent[eventName];
    }
}
