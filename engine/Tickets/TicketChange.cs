using System.Globalization;
using System.Text.Json.Nodes;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Tickets.Events;
using Helpdesk.Engine.Tickets.History;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets;

/// <summary>One change while its transaction is open: acts do their work on it, and it writes down what really happened.</summary>
internal sealed class TicketChange(UnitOfWork unit, Actor actor, long ticketId, PhraseBook phrases)
{
    /// <summary>The member of a history entry's act that holds its name.</summary>
    public const string ActName = "act";

    /// <summary>The member that marks an act of which customers don't learn.</summary>
    public const string ForStaff = "staff";

    private readonly JsonArray _acts = [];
    private readonly List<Action<long>> _events = [];
    private Ticket? _ticket;
    private string _statusBefore = "";
    private bool _isNew;
    private bool _isForStaff = true;

    public UnitOfWork Unit => unit;

    public Actor Actor => actor;

    /// <summary>For what the desk itself says on a ticket.</summary>
    public PhraseBook Phrases => phrases;

    public long TicketId => ticketId;

    public Ticket Ticket => _ticket ?? throw new InvalidOperationException("The ticket is not open yet: the act that opens it comes first.");

    /// <summary>When it happened.</summary>
    public DateTimeOffset OccurredAt { get; init; } = unit.Now;

    /// <summary>The key of the department that the ticket is in, which it knows by id alone.</summary>
    public string DepartmentKey { get; private set; } = "";

    public long? MessageId { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>False when all that was asked for was so already.</summary>
    public bool HasHappened => _acts.Count > 0;

    /// <summary>Goes on from a ticket that is there.</summary>
    public void Continue(Ticket ticket, string departmentKey)
    {
        _ticket = ticket;
        _statusBefore = ticket.StatusKey;
        DepartmentKey = departmentKey;
    }

    /// <summary>Begins with a ticket that is new.</summary>
    public void Begin(Ticket ticket, string departmentKey)
    {
        Continue(ticket, departmentKey);
        _isNew = true;
        unit.Desk.AllTickets.Add(ticket);
        unit.Desk.AllTicketNumbers.Add(new TicketNumber(ticket.Number, ticket.Id));
    }

    public Task<long> SayAsync(MessageKind kind, SayingAct saying, CancellationToken cancellationToken) => SayAsync(kind, saying, actor.PersonId, actor.IsStaff, cancellationToken);

    /// <summary>Keeps for staff what a program said, whoever it works for.</summary>
    public Task<long> KeepAsync(SayingAct saying, long? authorId, CancellationToken cancellationToken) => SayAsync(MessageKind.Note, saying, authorId, byStaff: false, cancellationToken);

    /// <summary>Nothing of it is done.</summary>
    public void Refuse(Refusal refusal) => Refusal ??= refusal;

    private async Task<long> SayAsync(MessageKind kind, SayingAct saying, long? authorId, bool byStaff, CancellationToken cancellationToken)
    {
        var id = unit.NewId();
        var message = new Message(id, ticketId, kind, authorId, byStaff, saying.Body, saying.Format, saying.Html, actor.Channel, OccurredAt, unit.Now)
        {
            Folded = saying.Folded,
        };
        unit.Desk.AllMessages.Add(message);
        if (saying.LaidOut is { } laidOut)
        {
            unit.Desk.AllMessagePages.Add(message.LayOut(laidOut.Page));
        }

        MessageId ??= id;
        if (!await DraftFiles.AttachAsync(unit, actor, saying.Attachments, ticketId, id, cancellationToken))
        {
            Refuse(DraftFiles.Unknown());
        }

        return id;
    }

    public void MoveTo(Department department)
    {
        Ticket.MoveTo(department);
        DepartmentKey = department.Key;
    }

    public async Task MoveToAsync(string statusKey, CancellationToken cancellationToken) =>
        Ticket.MoveTo(await StatusAsync(statusKey, cancellationToken));

    public async Task<Status> StatusAsync(string key, CancellationToken cancellationToken) =>
        await unit.Desk.Statuses.FindAsync([key], cancellationToken)
            ?? throw new InvalidOperationException($"The status '{key}' is not there; every desk has it from the start.");

    /// <summary>Tells the subscribers, once the version after the change is known.</summary>
    public void Happened<TEvent>(Func<long, TEvent> deskEvent) where TEvent : class, ITicketEvent =>
        _events.Add(version => unit.Publish(deskEvent(version)));

    /// <summary>Notes an act for the history: its stable name and facts; of what people write, only the reason that an act asks for.</summary>
    public void Record(Act act, params ReadOnlySpan<(string Name, string Value)> facts)
    {
        var entry = new JsonObject { [ActName] = act.Name };
        if (act.IsForStaff)
        {
            entry[ForStaff] = true;
        }

        foreach (var (name, value) in facts)
        {
            entry[name] = value;
        }

        _acts.Add((JsonNode)entry);
        _isForStaff &= act.IsForStaff;
    }

    /// <summary>Does an act to another ticket too, which its own history tells: one more version of that one.</summary>
    /// <param name="other">The ticket, taken as this one was.</param>
    public async Task AlsoAsync(Ticket other, Act act, CancellationToken cancellationToken)
    {
        var change = new TicketChange(unit, actor, other.Id, phrases);
        change.Continue(other, await unit.Desk.Departments.Where(d => d.Id == other.DepartmentId).Select(d => d.Key).SingleAsync(cancellationToken));
        await act.ApplyAsync(change, cancellationToken);
        change.Finish();
    }

    /// <summary>Ends the change: one version, one history entry, one set of events.</summary>
    public TicketSnapshot Finish()
    {
        if (!_isNew)
        {
            Ticket.Stamp(OccurredAt, _isForStaff);
        }

        if (Ticket.StatusKey != _statusBefore)
        {
            var (from, to) = (_statusBefore, Ticket.StatusKey);
            Happened(version => new TicketStatusChanged(ticketId, version, from, to, actor.PersonId));
        }

        var version = Ticket.Version;
        _events.ForEach(publish => publish(version));

        unit.Desk.AllHistory.Add(new HistoryEntry(unit.NewId(), ticketId, version, actor.PersonId, actor.Channel, _acts.ToJsonString(), _isForStaff, OccurredAt, unit.Now));
        return Ticket.Snapshot(DepartmentKey);
    }

    /// <summary>Ids are strings in JSON: a 64-bit number does not survive JavaScript.</summary>
    public static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
