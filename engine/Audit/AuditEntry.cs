using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;

namespace Helpdesk.Engine.Audit;

/// <summary>Something that administrators answer for: who did what, when. Append-only, in the transaction of what it tells of.</summary>
internal sealed class AuditEntry
{
    private AuditEntry()
    {
    }

    public AuditEntry(long id, long? actorId, string channel, string act, string subject, DateTimeOffset now)
    {
        Id = id;
        ActorId = actorId;
        Channel = channel;
        Act = act;
        Subject = subject;
        RecordedAt = now;
    }

    public long Id { get; private set; }

    public long? ActorId { get; private set; }

    public string Channel { get; private set; } = "";

    /// <summary>A stable name, such as <c>plugin.enable</c>.</summary>
    public string Act { get; private set; } = "";

    /// <summary>What it was done to, such as a plugin's id; no personal data.</summary>
    public string Subject { get; private set; } = "";

    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>Writes down what is done in this unit of work, by whom.</summary>
    public static void Record(UnitOfWork unit, Actor actor, string act, string subject) =>
        unit.Desk.Audit.Add(new AuditEntry(unit.NewId(), actor.PersonId, actor.Channel, act, subject, unit.Now));
}
