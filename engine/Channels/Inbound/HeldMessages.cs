using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>Messages that wait for staff: kept where they are judged, given free where staff let their senders in.</summary>
internal static class HeldMessages
{
    private const int Most = 50;

    /// <summary>Because nobody has added the sender: staff are asked to (row A1).</summary>
    private const string NotAdded = "not-added";

    public static async Task KeepAsync(UnitOfWork unit, InboundEntry entry, InboundJudgement judgement, InboundMessage message, InboundRules rules, CancellationToken cancellationToken)
    {
        var subject = StorableText.Beginning(message.Subject, Ticket.LongestSubject);
        var name = message.From is { } from ? InboundAuthors.NameOf(from) : "";
        var held = new HeldMessage(entry, message, judgement.TicketId ?? judgement.RelatedTicketId, name, subject, StorableText.Beginning(message.Text, HeldMessage.LongestBody));
        await unit.Desk.AllHeldMessages.Where(h => h.Id == held.Id).ExecuteDeleteAsync(cancellationToken);
        unit.Desk.AllHeldMessages.Add(held);
        if (message.Nature == InboundNature.Person && judgement.Because.Contains(NotAdded, StringComparer.Ordinal))
        {
            await JoiningDesk.AskForStrangerAsync(unit, new NewColleague(name, held.Address, rules.Language, OrganisationId: null, subject), cancellationToken);
        }
    }

    /// <summary>Staff have decided otherwise about a message: it waits no more.</summary>
    public static Task ForgetAsync(UnitOfWork unit, long entryId, CancellationToken cancellationToken) =>
        unit.Desk.AllHeldMessages.Where(h => h.Id == entryId && h.State == HeldState.Waiting).ExecuteDeleteAsync(cancellationToken);

    /// <summary>What waits beside a ticket, the oldest first; the reader has found the ticket through Sight.</summary>
    public static async Task<IReadOnlyList<HeldMessage>> OnAsync(DeskTables tables, long ticketId, CancellationToken cancellationToken) =>
        await tables.AllHeldMessages.Where(h => h.TicketId == ticketId && h.State == HeldState.Waiting).OrderBy(h => h.Id).Take(Most).ToListAsync(cancellationToken);

    /// <summary>Gives free what waits because of an address: whoever brought it gives it again, and it is judged by what holds now.</summary>
    public static async Task ReleaseAsync(UnitOfWork unit, string foldedAddress, long? byId, CancellationToken cancellationToken)
    {
        foreach (var held in await unit.Desk.AllHeldMessages.Where(h => h.FoldedAddress == foldedAddress && h.State == HeldState.Waiting).OrderBy(h => h.Id).ToListAsync(cancellationToken))
        {
            await ReleaseAsync(unit, held, byId, cancellationToken);
        }
    }

    public static async Task ReleaseAsync(UnitOfWork unit, HeldMessage held, long? byId, CancellationToken cancellationToken)
    {
        held.Decide(HeldState.LetIn, byId, unit.Now);
        var entry = await unit.Desk.InboundEntries.SingleAsync(e => e.Id == held.Id, cancellationToken);
        entry.Release();
        unit.Publish(new InboundReleased(entry.Id, entry.Source, entry.ContentHash));
    }

    /// <summary>Puts it away: nobody wants it.</summary>
    public static async Task DropAsync(UnitOfWork unit, HeldMessage held, long? byId, CancellationToken cancellationToken)
    {
        held.Decide(HeldState.Dropped, byId, unit.Now);
        var entry = await unit.Desk.InboundEntries.SingleAsync(e => e.Id == held.Id, cancellationToken);
        unit.Publish(new InboundDropped(entry.Id, entry.Source, entry.ContentHash));
    }
}
