using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Inbound.Filters;

/// <summary>What we sent ourselves comes back: by a customer's forwarding, or because a mailbox of ours writes to another (LM5).</summary>
internal sealed class OwnMail : IInboundFilter
{
    public async Task<InboundJudgement?> JudgeAsync(InboundCase about, CancellationToken cancellationToken)
    {
        if (about.Message.MessageId is { } id && await about.Tables.AllMail.AnyAsync(m => m.MessageId == id, cancellationToken))
        {
            return new InboundJudgement(InboundDecision.Ignore, "own-message-id");
        }

        return about.Message.From is { } from && about.IsOwn(from.Address) ? new InboundJudgement(InboundDecision.Ignore, "own-address") : null;
    }
}
