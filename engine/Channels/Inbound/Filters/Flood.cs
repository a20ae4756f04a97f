using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Inbound.Filters;

/// <summary>More of one sender than anybody writes: it is kept, but nobody is told of each, and nothing is answered.</summary>
internal sealed class Flood : IInboundFilter
{
    public async Task<InboundJudgement?> JudgeAsync(InboundCase about, CancellationToken cancellationToken)
    {
        if (about.Order != InboundOrder.None)
        {
            // Somebody has looked.
            return null;
        }

        var (entry, since) = (about.Entry, about.Now - TimeSpan.FromHours(1));
        var count = await about.Tables.InboundEntries.CountAsync(
            e => e.FoldedAddress == entry.FoldedAddress && e.Source == entry.Source && e.ReceivedAt > since && e.Id != entry.Id, cancellationToken);
        return count < about.Rules.MostPerHour
            ? null
            : new InboundJudgement(InboundDecision.Quarantine, "too-many") { Alert = count == about.Rules.MostPerHour ? "too-many" : null };
    }
}
