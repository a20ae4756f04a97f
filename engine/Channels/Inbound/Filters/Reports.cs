using Helpdesk.Engine.Channels.Notifications;

namespace Helpdesk.Engine.Channels.Inbound.Filters;

/// <summary>What servers and programs report about our mail. Only what is about a mail of ours counts, and nothing is ever sent for it.</summary>
internal sealed class Reports : IInboundFilter
{
    public async Task<InboundJudgement?> JudgeAsync(InboundCase about, CancellationToken cancellationToken)
    {
        if (about.Message.Nature is InboundNature.Person or InboundNature.Machine or InboundNature.AutoReply)
        {
            return null;
        }

        var ours = about.Message.AboutMessageId is { } id ? await TicketHint.AnsweredAsync(about.Tables, [id], cancellationToken) : null;
        var ticket = ours?.TicketId ?? (about.Hint is { IsOurs: true } hint ? hint.TicketId : null);
        return about.Message.Nature switch
        {
            InboundNature.Complaint => new InboundJudgement(InboundDecision.Held, "complaint") { TicketId = ticket },
            InboundNature.ReadReceipt => new InboundJudgement(InboundDecision.Ignore, "read-receipt") { TicketId = ticket },
            InboundNature.Bounce when ticket is not null => Told(InboundDecision.Bounce, "bounce", ticket),
            InboundNature.DeliveryReport when ticket is not null => Told(InboundDecision.Append, "delivery-report", ticket),
            InboundNature.Bounce => new InboundJudgement(InboundDecision.Ignore, "bounce", "not-our-mail"),
            _ => new InboundJudgement(InboundDecision.Ignore, "delivery-report", "not-our-mail"),
        };
    }

    private static InboundJudgement Told(InboundDecision decision, string because, long? ticket) => new(decision, because) { TicketId = ticket, IsInternal = true, IsQuiet = true };
}
