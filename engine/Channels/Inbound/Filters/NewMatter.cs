using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.People;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Inbound.Filters;

/// <summary>What belongs to no ticket: a new one, where its sender may write here (row A1). It always has something to say.</summary>
internal sealed class NewMatter : IInboundFilter
{
    public async Task<InboundJudgement?> JudgeAsync(InboundCase about, CancellationToken cancellationToken)
    {
        var message = about.Message;
        if (message.From is not { } from || !EmailAddress.IsOne(from.Address))
        {
            return new InboundJudgement(InboundDecision.Held, "no-sender");
        }

        if (message.Nature == InboundNature.AutoReply)
        {
            return new InboundJudgement(InboundDecision.Ignore, "auto-reply", "no-ticket");
        }

        if (about.Sender is { DisabledAt: not null })
        {
            return new InboundJudgement(InboundDecision.Held, "account-closed");
        }

        if (about.IsForged && about.Rules.Senders != SenderPolicy.Anybody)
        {
            return new InboundJudgement(InboundDecision.Held, "forged-sender");
        }

        var related = about.Hint?.TicketId;
        if (about.Sender is { IsStaff: true } staff)
        {
            return await StaffAsync(about, staff, related, cancellationToken);
        }

        var organisation = await OrganisationAsync(about, cancellationToken);
        if (about.Sender is null && about.Rules.OwnDomains.Contains(about.SenderDomain))
        {
            // Somebody of the house whom nobody has added: no customer, and nobody to be answered by a program.
            return new InboundJudgement(InboundDecision.Held, "own-domain", "not-added") { RelatedTicketId = related };
        }

        var (isWelcome, because) = (about.Sender, about.Rules.Senders) switch
        {
            ({ IsGuest: false }, _) => (true, "added"),
            (_, SenderPolicy.Anybody) => (true, "anybody"),
            (_, SenderPolicy.Domains) when organisation is not null => (true, "domain"),
            _ => (false, "not-added"),
        };
        return isWelcome ? await OpenAsync(about, because, organisation, related, cancellationToken) : await UnwelcomeAsync(about, because, related, cancellationToken);
    }

    private static async Task<InboundJudgement> OpenAsync(InboundCase about, string because, long? organisation, long? related, CancellationToken cancellationToken)
    {
        var isKnown = about.Sender is { IsGuest: false };
        var mayBeAnswered = about.MayBeAnswered && (isKnown || about.IsProven || !about.Rules.StrangersNeedProof);
        var (isOver, alert) = mayBeAnswered ? await about.AutomaticMailAsync(cancellationToken) : (true, null);
        return new InboundJudgement(InboundDecision.NewTicket, because)
        {
            Author = about.Sender,
            IsAuthorNew = about.Sender is null,
            OrganisationId = because == "domain" ? organisation : null,
            Role = isKnown && !about.IsForged ? InboundRole.Customer : InboundRole.Unknown,
            IsProven = about.IsProven,
            Answer = isOver ? null : isKnown ? MailTemplateNames.OpenedForRequester : MailTemplateNames.OpenedForStranger,
            RelatedTicketId = related,
            CopiesJoin = FollowUp.MayCopiesJoin(about) && isKnown,
            Alert = alert,
        };
    }

    private static async Task<InboundJudgement> UnwelcomeAsync(InboundCase about, string because, long? related, CancellationToken cancellationToken)
    {
        if (about.Rules.Unwelcome == Unwelcome.Hold)
        {
            return new InboundJudgement(InboundDecision.Held, because) { RelatedTicketId = related };
        }

        var (folded, since) = (about.Entry.FoldedAddress, about.Now - TimeSpan.FromDays(1));
        var wasTold = await about.Tables.InboundEntries.AnyAsync(e => e.FoldedAddress == folded && e.Decision == InboundDecision.Refused && e.IsAnswered && e.ReceivedAt > since, cancellationToken);
        var (isOver, alert) = wasTold || !about.MayBeAnswered ? (true, null) : await about.AutomaticMailAsync(cancellationToken);
        return new InboundJudgement(InboundDecision.Refused, because) { Answer = isOver ? null : MailTemplateNames.InboundRefused, Alert = alert };
    }

    /// <summary>One of the staff who is proven brings in a customer's mail by forwarding it; else it is a matter of her own, and, unproven, of nobody's.</summary>
    private static async Task<InboundJudgement> StaffAsync(InboundCase about, Person staff, long? related, CancellationToken cancellationToken)
    {
        var isProven = !about.IsForged && (about.IsProven || !about.Rules.StaffNeedProof);
        var judgement = new InboundJudgement(InboundDecision.NewTicket, isProven ? "staff" : "staff-unproven")
        {
            Author = staff,
            Role = isProven ? InboundRole.Agent : InboundRole.Unknown,
            IsProven = isProven && about.IsProven,
            RelatedTicketId = related,
        };
        if (isProven && about.Message.Forwarded is { } customer && EmailAddress.IsOne(customer.Address) && !about.IsOwn(customer.Address))
        {
            return judgement with { OnBehalfOf = customer, Because = ["staff", "forwarded"] };
        }

        var (isOver, alert) = about.MayBeAnswered ? await about.AutomaticMailAsync(cancellationToken) : (true, null);
        return judgement with { Answer = isOver ? null : MailTemplateNames.OpenedForStranger, Alert = alert };
    }

    private static async Task<long?> OrganisationAsync(InboundCase about, CancellationToken cancellationToken)
    {
        var domain = about.SenderDomain;
        return await about.Tables.OrganisationDomains.Where(d => d.Domain == domain).Select(d => (long?)d.OrganisationId).FirstOrDefaultAsync(cancellationToken);
    }
}
