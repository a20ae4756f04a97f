using Helpdesk.Engine.People;

namespace Helpdesk.Engine.Channels.Inbound.Filters;

/// <summary>What somebody of the staff made a ticket of: her word stands for the rules. Nothing is sent to the sender by itself: she may be nobody, or a machine.</summary>
internal sealed class Ordered : IInboundFilter
{
    public Task<InboundJudgement?> JudgeAsync(InboundCase about, CancellationToken cancellationToken) => Task.FromResult(
        about.Order == InboundOrder.AsTicket && about.Message.From is { } from && EmailAddress.IsOne(from.Address)
            ? new InboundJudgement(InboundDecision.NewTicket, "ordered")
            {
                Author = about.Sender,
                IsAuthorNew = about.Sender is null,
                Role = about.Sender is { IsGuest: false, IsStaff: false } && !about.IsForged ? InboundRole.Customer : InboundRole.Unknown,
                IsProven = about.IsProven,
                RelatedTicketId = about.Hint?.TicketId,
            }
            : null);
}
