using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>What the acts of one change are checked against, and all that was found wrong with them.</summary>
/// <param name="tables">For reading.</param>
/// <param name="actor">Who wants to do them.</param>
/// <param name="before">The ticket as it is; null while it is being opened.</param>
internal sealed class ActCheck(DeskTables tables, Actor actor, TicketSnapshot? before)
{
    private readonly List<Refusal> _refusals = [];

    public DeskTables Tables => tables;

    public Actor Actor => actor;

    public TicketSnapshot? Before => before;

    public IReadOnlyList<Refusal> Refusals => _refusals;

    /// <summary>Whom acts before this one share the ticket with.</summary>
    public List<ShareWith> Sharing { get; } = [];

    public void Refuse(Refusal refusal) => _refusals.Add(refusal);

    public void Invalid(string field, string key, params IReadOnlyList<object> arguments) =>
        Refuse(Refusal.Invalid(field, key, arguments));

    /// <summary>Whether the actor is one of the staff; if not, she is told so.</summary>
    public bool IsStaff(string otherwise)
    {
        if (!actor.IsStaff)
        {
            Forbid(otherwise);
        }

        return actor.IsStaff;
    }

    public void Forbid(string key) => Refuse(new Refusal(RefusalKind.Forbidden, new Phrase(key)));
}
