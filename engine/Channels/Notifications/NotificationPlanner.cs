using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Hearing;
using Helpdesk.Engine.Channels.Notices;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Tickets.Events;
using Helpdesk.Engine.Tickets.Sharing;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>
/// Decides who hears of a change, by all channels there are: it leaves one mail to be sent for each, since a mail that fails is retried
/// alone, and puts it on the lists of news. A change with several acts has several events; it is planned as a whole, once, when the
/// weightiest of them is heard.
/// </summary>
internal sealed class NotificationPlanner(DeskStore store) :
    IEventHandler<TicketOpened>, IEventHandler<TicketReplied>, IEventHandler<TicketNoted>, IEventHandler<TicketRetyped>,
    IEventHandler<TicketPrioritized>, IEventHandler<TicketMoved>, IEventHandler<TicketAssigned>, IEventHandler<TicketCcAdded>, IEventHandler<TicketShared>,
    IEventHandler<TicketStatusChanged>
{
    public Task HandleAsync(TicketOpened deskEvent, Delivery delivery, CancellationToken cancellationToken) => PlanAsync(deskEvent, delivery, cancellationToken);

    public Task HandleAsync(TicketReplied deskEvent, Delivery delivery, CancellationToken cancellationToken) => PlanAsync(deskEvent, delivery, cancellationToken);

    public Task HandleAsync(TicketNoted deskEvent, Delivery delivery, CancellationToken cancellationToken) => PlanAsync(deskEvent, delivery, cancellationToken);

    public Task HandleAsync(TicketRetyped deskEvent, Delivery delivery, CancellationToken cancellationToken) => PlanAsync(deskEvent, delivery, cancellationToken);

    public Task HandleAsync(TicketPrioritized deskEvent, Delivery delivery, CancellationToken cancellationToken) => PlanAsync(deskEvent, delivery, cancellationToken);

    public Task HandleAsync(TicketMoved deskEvent, Delivery delivery, CancellationToken cancellationToken) => PlanAsync(deskEvent, delivery, cancellationToken);

    public Task HandleAsync(TicketAssigned deskEvent, Delivery delivery, CancellationToken cancellationToken) => PlanAsync(deskEvent, delivery, cancellationToken);

    public Task HandleAsync(TicketCcAdded deskEvent, Delivery delivery, CancellationToken cancellationToken) => PlanAsync(deskEvent, delivery, cancellationToken);

    public Task HandleAsync(TicketShared deskEvent, Delivery delivery, CancellationToken cancellationToken) => PlanAsync(deskEvent, delivery, cancellationToken);

    public Task HandleAsync(TicketStatusChanged deskEvent, Delivery delivery, CancellationToken cancellationToken) => PlanAsync(deskEvent, delivery, cancellationToken);

    private async Task PlanAsync<TEvent>(TEvent deskEvent, Delivery delivery, CancellationToken cancellationToken) where TEvent : ITicketEvent
    {
        await using var tables = store.Read();
        if (await ChangeFacts.ReadAsync(tables, TicketCircle.Everything, deskEvent.TicketId, deskEvent.TicketVersion, cancellationToken) is not { } change
            || change.LeadingEvent != TEvent.EventName
            || await TicketCircle.ReadAsync(tables, deskEvent.TicketId, store.Time.Instant(), cancellationToken) is not { } circle)
        {
            return;
        }

        var actor = change.ActorId == circle.Requester.Id
            ? circle.Requester
            : await tables.People.Where(p => p.Id == change.ActorId).Select(p => new Hearer(p.Id, p.FoldedAddress, p.Role != Role.Customer)).FirstOrDefaultAsync(cancellationToken);
        var byStaff = actor is not { IsStaff: false };
        var addressed = await AddressedAsync(change, tables, cancellationToken);
        var choices = await HearingChoices.OfAsync(tables, [.. circle.People.Concat(addressed.Select(person => person.Id)).Distinct()], cancellationToken);
        var plan = new HearingPlan(deskEvent.TicketId, deskEvent.TicketVersion, change.ActorId, actor?.FoldedAddress, choices);
        PlanForAddressed(plan, change, addressed);
        PlanForCustomers(plan, change, circle, byStaff, await WordOfStatusAsync(tables, change, cancellationToken));
        PlanForStaff(plan, change, circle, byStaff);
        delivery.Write(async (unit, token) =>
        {
            var desk = (UnitOfWork)unit;
            if (plan.Addresses.Count > 0)
            {
                await ReplyTokens.PrepareAsync(desk, deskEvent.TicketId, plan.Addresses, token);
            }

            foreach (var mail in plan.Mails)
            {
                SendMail.Schedule(desk, mail);
            }

            desk.Desk.Notices.AddRange(plan.Notices.Select(notice => new Notice(desk.NewId(), notice, desk.Now)));
        });
    }

    /// <summary>Whom the change names.</summary>
    private static async Task<IReadOnlyList<Hearer>> AddressedAsync(ChangeFacts change, DeskTables tables, CancellationToken cancellationToken)
    {
        List<long> ids =
        [
            .. change.Ids(ChangeFacts.Reply, SayingAct.Mentioning), .. change.Ids(ChangeFacts.Note, SayingAct.Mentioning),
            .. change.Ids(ChangeFacts.Share, SharedFacts.People), .. change.Ids(ChangeFacts.Open, SharedFacts.People),
        ];
        return ids.Count == 0
            ? []
            : await tables.People.Where(p => ids.Contains(p.Id) && p.DisabledAt == null).OrderBy(p => p.Id)
                .Select(p => new Hearer(p.Id, p.FoldedAddress, p.Role != Role.Customer)).ToListAsync(cancellationToken);
    }

    /// <summary>Whom the change is about comes first: what she is to the ticket otherwise counts for less.</summary>
    private static void PlanForAddressed(HearingPlan plan, ChangeFacts change, IReadOnlyList<Hearer> people)
    {
        var (inReply, inNote) = (change.Ids(ChangeFacts.Reply, SayingAct.Mentioning), change.Ids(ChangeFacts.Note, SayingAct.Mentioning));
        var (shared, sharedAtOnce) = (change.Ids(ChangeFacts.Share, SharedFacts.People), change.Ids(ChangeFacts.Open, SharedFacts.People));
        Tell(inReply, MailTemplateNames.MentionedForCustomer, MailTemplateNames.MentionedForStaff, change.Id(ChangeFacts.Reply, "message"));
        Tell(inNote, MailTemplateNames.MentionedForStaff, MailTemplateNames.MentionedForStaff, change.Id(ChangeFacts.Note, "message"));
        Tell(shared, MailTemplateNames.SharedWithCustomer, MailTemplateNames.SharedWithStaff, messageId: null);
        Tell(sharedAtOnce, MailTemplateNames.SharedWithCustomer, MailTemplateNames.SharedWithStaff, change.Id(ChangeFacts.Open, "message"));

        void Tell(IReadOnlyList<long> whom, string forCustomer, string forStaff, long? messageId)
        {
            foreach (var person in people.Where(person => whom.Contains(person.Id)))
            {
                plan.Tell(person, person.IsStaff ? forStaff : forCustomer, messageId, HearingReason.Address);
            }
        }
    }

    private static void PlanForCustomers(HearingPlan plan, ChangeFacts change, TicketCircle circle, bool byStaff, string? status)
    {
        if (change.Has(ChangeFacts.Open))
        {
            // A mail from outside says itself which receipt may answer it, if any may (RFC 3834 §2).
            var receipt = change.Fact(ChangeFacts.Open, "receipt") ?? MailTemplateNames.OpenedForRequester;
            plan.Tell(receipt == Open.NoReceipt ? null : circle.Requester, receipt, because: HearingReason.Address, toActorToo: true);
            plan.Copy(circle.Cc, MailTemplateNames.CcAdded, change.Id(ChangeFacts.Open, "message"));
        }

        if (change.Id(ChangeFacts.Reply, "message") is { } reply)
        {
            Tell(MailTemplateNames.RepliedForRequester, reply);
            plan.Copy(circle.Cc, MailTemplateNames.RepliedForCc, reply);
        }

        // Otherwise she reads it on the ticket, to which the mail with the answer leads.
        if (change.Fact(ChangeFacts.Retype, "to") is { } type && type != change.Fact(ChangeFacts.Retype, "from"))
        {
            Tell(MailTemplateNames.RetypedForRequester);
        }

        if (change.Id(ChangeFacts.SetPriority, "message") is { } comment)
        {
            Tell(MailTemplateNames.PrioritizedForRequester, comment);
            plan.Copy(circle.Cc, MailTemplateNames.RepliedForCc, comment);
        }

        if (status is not null && byStaff)
        {
            Tell(status);
        }

        var added = change.Ids(ChangeFacts.AddCc, "cc");
        plan.Copy(circle.Cc.Where(cc => added.Contains(cc.Id)), MailTemplateNames.CcAdded, messageId: null);

        void Tell(string template, long? messageId = null)
        {
            if (!circle.Muted.Contains(circle.Requester.Id))
            {
                plan.Tell(circle.Requester, template, messageId);
            }

            plan.Tell(circle.Followers.Where(person => !person.IsStaff), template, messageId, HearingReason.Following);
        }
    }

    private static void PlanForStaff(HearingPlan plan, ChangeFacts change, TicketCircle circle, bool byStaff)
    {
        if (change.Id(ChangeFacts.Open, "message") is { } opening)
        {
            var (people, because) = circle.Greeting(person => plan.Hears(person, HearingKind.Opened));
            plan.Tell(people, MailTemplateNames.OpenedForStaff, opening, because);
        }

        if (change.Id(ChangeFacts.Assign, "to") is { } assignee && assignee == circle.Assignee?.Id)
        {
            plan.Tell(circle.Assignee, MailTemplateNames.AssignedForStaff, change.Id(ChangeFacts.Note, "message"), HearingReason.Address);
        }

        if (change.Id(ChangeFacts.Reply, "message") is { } reply)
        {
            if (byStaff)
            {
                plan.Tell(Listening(circle.Assignee), MailTemplateNames.RepliedForStaff, reply);
            }
            else
            {
                var (people, because) = circle.InCharge(person => plan.Hears(person, HearingKind.Replied));
                plan.Tell(people, MailTemplateNames.RepliedForStaff, reply, because);
            }

            Follow(MailTemplateNames.RepliedForStaff, reply);
        }

        if (change.Id(ChangeFacts.Note, "message") is { } note)
        {
            plan.Tell(Listening(circle.Assignee), MailTemplateNames.NotedForStaff, note);
            plan.Tell(circle.TookPart.Where(person => !circle.Muted.Contains(person.Id)), MailTemplateNames.NotedForStaff, note);
            Follow(MailTemplateNames.NotedForStaff, note);
        }

        if (change.Has(ChangeFacts.Move))
        {
            plan.Tell(circle.Members.Where(person => !circle.Muted.Contains(person.Id)), MailTemplateNames.MovedForStaff);
            Follow(MailTemplateNames.MovedForStaff, messageId: null);
        }

        void Follow(string template, long? messageId) =>
            plan.Tell(circle.Followers.Where(person => person.IsStaff), template, messageId, HearingReason.Following);

        Hearer? Listening(Hearer? person) => person is not null && circle.Muted.Contains(person.Id) ? null : person;
    }

    /// <summary>What the requester is to read of a status that was set by hand: that it is over, that it goes on, or nothing.</summary>
    private static async Task<string?> WordOfStatusAsync(DeskTables tables, ChangeFacts change, CancellationToken cancellationToken)
    {
        var (from, to) = (change.Fact(ChangeFacts.SetStatus, "from"), change.Fact(ChangeFacts.SetStatus, "to"));
        if (from is null && to is null)
        {
            return null;
        }

        var kinds = await tables.Statuses.Where(s => s.Key == from || s.Key == to).ToDictionaryAsync(s => s.Key, s => s.Kind, StringComparer.Ordinal, cancellationToken);
        return (IsOver(from), IsOver(to)) switch
        {
            (false, true) => MailTemplateNames.ClosedForRequester,
            (true, false) => MailTemplateNames.ReopenedForRequester,
            _ => null,
        };

        bool IsOver(string? status) => status is not null && kinds.TryGetValue(status, out var kind) && kind is StatusKind.Solved or StatusKind.Closed;
    }
}
