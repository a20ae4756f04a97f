using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Attachments;

/// <summary>
/// The files that a message is to carry: drafts of the actor, on no message yet. Anybody else's draft, a file of
/// another ticket and an id that never was are refused alike (LX4).
/// </summary>
internal static class DraftFiles
{
    public const int Most = 20;

    private const string Field = "attachments";

    public static IReadOnlyList<long> Tidy(IReadOnlyList<long>? ids) => ids is null ? [] : [.. ids.Distinct()];

    public static async Task CheckAsync(ActCheck check, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count > Most)
        {
            check.Invalid(Field, "desk.attachments-too-many", Most);
        }
        else if (ids.Count > 0 && await Of(check.Tables, check.Actor, ids).CountAsync(cancellationToken) < ids.Count)
        {
            check.Refuse(Unknown());
        }
    }

    /// <summary>Takes the drafts into a message; false when one of them is no draft of the actor any more.</summary>
    public static async Task<bool> AttachAsync(UnitOfWork unit, Actor actor, IReadOnlyList<long> ids, long ticketId, long messageId, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return true;
        }

        var drafts = await Of(unit.Desk, actor, ids).ToListAsync(cancellationToken);
        // Another message of the same change may have taken one; the database does not know that yet.
        if (drafts.Count < ids.Count || drafts.Any(draft => !draft.IsDraft))
        {
            return false;
        }

        drafts.ForEach(draft => draft.AttachTo(ticketId, messageId));
        return true;
    }

    public static Refusal Unknown() => new(RefusalKind.Invalid, new Phrase("desk.attachment-unknown"), Field);

    private static IQueryable<Attachment> Of(DeskTables tables, Actor actor, IReadOnlyList<long> ids) =>
        tables.AllAttachments.Where(a => ids.Contains(a.Id) && a.OwnerId == actor.PersonId && a.MessageId == null);
}
