using Helpdesk.Engine.Channels.Notifications;

namespace Helpdesk.Engine.Channels.Inbound.Filters;

/// <summary>
/// What belongs to a ticket. Which one is said by the hint; whether its sender may speak there, by who she is: a guessed number, a
/// forged id and a leaked token let nobody in (LM1–LM3).
/// </summary>
internal sealed class FollowUp : IInboundFilter
{
    public async Task<InboundJudgement?> JudgeAsync(InboundCase about, CancellationToken cancellationToken)
    {
        // What is forwarded is a matter of its own (LM11), unless it is sent to the very address that answers go to.
        if (about.Hint is not { } hint || (about.Message.IsForward && hint.Because != TicketHint.Token))
        {
            return null;
        }

        // An absence notice changes no state and is answered by nobody, whether it says what it is or only looks like one; a weak sign alone joins nothing.
        if (Automatic(about.Message) is { } automatic && (!hint.IsWeak || about.Message.Nature != InboundNature.Person))
        {
            return hint.IsWeak ? null : new InboundJudgement(InboundDecision.Append, automatic, hint.Because) { TicketId = hint.TicketId, IsInternal = true, IsQuiet = true };
        }

        var isStaff = about.Sender is { IsStaff: true, DisabledAt: null };
        if (isStaff && hint.IsOurs)
        {
            return Staff(about, hint);
        }

        var role = about.IsForged || isStaff ? InboundRole.Unknown : await about.RoleOnAsync(hint.TicketId, cancellationToken);
        if (role == InboundRole.Unknown)
        {
            return hint.IsWeak
                ? null
                : new InboundJudgement(InboundDecision.Held, hint.Because, about.IsForged ? "forged-sender" : "stranger") { TicketId = hint.TicketId };
        }

        if (!about.Rules.TakesAnswers || !await about.DepartmentTakesAnswersAsync(hint.TicketId, cancellationToken))
        {
            var (isOver, alert) = await about.AutomaticMailAsync(cancellationToken);
            return new InboundJudgement(InboundDecision.Held, hint.Because, "answers-are-off")
            {
                TicketId = hint.TicketId,
                Role = role,
                IsProven = about.IsProven,
                Author = about.Sender,
                Answer = about.MayBeAnswered && !isOver ? MailTemplateNames.AnswerElsewhere : null,
                Alert = alert,
            };
        }

        return await about.IsOverAsync(hint.TicketId, cancellationToken) ? null : Spoken(about, hint, role);
    }

    private static InboundJudgement Spoken(InboundCase about, TicketHint hint, InboundRole role) => new(InboundDecision.Append, IsCourtesy(about.Message) ? [hint.Because, InboundEntry.OnlyThanks] : [hint.Because])
    {
        TicketId = hint.TicketId,
        Author = about.Sender,
        IsAuthorNew = about.Sender is null,
        Role = role,
        IsProven = about.IsProven,
        CopiesJoin = MayCopiesJoin(about),
    };

    private static bool IsCourtesy(InboundMessage message) => message.Files.Count == 0 && Courtesy.IsOne(message.Text);

    /// <summary>What makes a message automatic, as far as what belongs to a ticket is concerned; null for a person's.</summary>
    private static string? Automatic(InboundMessage message) => message switch
    {
        { Nature: InboundNature.AutoReply } => "auto-reply",
        { Nature: not InboundNature.Person } => "automatic",
        { MayBeAutomatic: true } => "automatic-subject",
        _ => null,
    };

    /// <summary>
    /// One of the staff who is proven speaks as on the page: to everybody where she answers what customers read, be it their own mail or
    /// the news of it, else to staff; never to everybody by guesswork. Who is not proven is nobody, and only staff read it.
    /// </summary>
    private static InboundJudgement Staff(InboundCase about, TicketHint hint)
    {
        var isProven = !about.IsForged && (about.IsProven || !about.Rules.StaffNeedProof);
        return new InboundJudgement(InboundDecision.Append, hint.Because, isProven ? "staff" : "staff-unproven")
        {
            TicketId = hint.TicketId,
            Author = isProven ? about.Sender : null,
            Role = isProven ? InboundRole.Agent : InboundRole.Unknown,
            IsProven = isProven && about.IsProven,
            IsInternal = !isProven || hint.Answered is not { } answered || !IsAboutWhatCustomersRead(answered.Template),
        };
    }

    private static bool IsAboutWhatCustomersRead(string template) =>
        template is MailTemplateNames.RepliedForStaff or MailTemplateNames.OpenedForStaff || !(MailTemplateNames.IsForStaff(template) || template is MailTemplateNames.Several or MailTemplateNames.Summary);

    internal static bool MayCopiesJoin(InboundCase about) => about.Rules.CopiesJoin switch
    {
        CopiesJoin.Always => !about.IsForged,
        CopiesJoin.Proven => about.IsProven,
        _ => false,
    };
}
