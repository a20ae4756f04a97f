using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

// ToLower is translated to the database's lower(), which knows neither cultures nor comparers.
#pragma warning disable CA1304, CA1311, CA1862, MA0011
namespace Helpdesk.Engine.People.Privacy;

/// <summary>Whose traces are to go. It waits in the outbox no longer than it takes.</summary>
/// <param name="Address">What hers was, as addresses are compared; null for a second look, at mail alone: by then it may be somebody's again.</param>
/// <param name="Name">What she was called.</param>
internal sealed record TracesOf(long PersonId, string? Address, string Name, bool WithWords, string Subject);

/// <summary>
/// Takes away what is left of somebody who was erased: mail to her, what mail to others said on tickets that she had to do with, her place on
/// others' tickets, what was asked in her name, and, where they go too, her words. It looks without holding up writers and takes away
/// a little at a time; cut off, it goes on.
/// </summary>
internal sealed class EraseTraces(DeskStore store) : IJob<TracesOf>
{
    public const string Name = "erase-traces";

    /// <summary>So much at once: a unit of work holds the gate.</summary>
    private const int Most = 200;

    private static readonly string[] Naming = [MailTemplateNames.Summary, MailTemplateNames.AccessRequested, MailTemplateNames.AccessApproved, MailTemplateNames.AccessRefused];

    public async Task RunAsync(TracesOf arguments, Delivery delivery, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        // What she had to do with is read first and goes last, so that a second attempt finds all of it.
        await MailAsync(tables, arguments, cancellationToken);
        if (arguments.Address is not { } address)
        {
            return;
        }

        await DraftsAsync(tables, arguments.PersonId, cancellationToken);
        if (arguments.WithWords)
        {
            await WordsAsync(tables, arguments, cancellationToken);
        }

        delivery.Write((unit, token) => RestAsync(((UnitOfWork)unit).Desk, arguments.PersonId, address, token));
    }

    private async Task MailAsync(DeskTables tables, TracesOf of, CancellationToken cancellationToken)
    {
        var (id, address) = (of.PersonId, of.Address);
        await EachAsync(
            await tables.AllMail.Where(m => m.RecipientId == id || m.FoldedAddress == address).Select(m => m.Id).ToListAsync(cancellationToken),
            static (unit, some, token) => unit.Desk.AllMail.Where(m => some.Contains(m.Id)).ExecuteDeleteAsync(token),
            cancellationToken);

        var tickets = await tables.AllTickets.Where(t => t.RequesterId == id).Select(t => t.Id)
            .Union(tables.AllMessages.Where(m => m.AuthorId == id && !m.ByStaff).Select(m => m.TicketId))
            .Union(tables.AllShares.Where(s => s.Kind == ShareKind.Person && s.WithId == id).Select(s => s.TicketId))
            .Union(tables.AllFollowings.Where(f => f.PersonId == id).Select(f => f.TicketId))
            .Union(tables.AllCc.Where(c => c.FoldedAddress == address).Select(c => c.TicketId))
            .ToListAsync(cancellationToken);
        await EachAsync(tickets, static (unit, some, token) => SilenceAsync(unit.Desk.AllMail.Where(m => m.TicketId != null && some.Contains(m.TicketId.Value)), token), cancellationToken);

        if (address is null)
        {
            return;
        }

        // Who asks that somebody be added, who that is, and who did what in a summary of several tickets stands in mail to others by name;
        // the address as it was typed.
        var name = of.Name;
        var naming = await tables.AllMail
            .Where(m => Naming.Contains(m.Template) && (m.Text.Contains(name) || m.Text.ToLower().Contains(address)))
            .Select(m => m.Id).ToListAsync(cancellationToken);
        await EachAsync(naming, static (unit, some, token) => SilenceAsync(unit.Desk.AllMail.Where(m => some.Contains(m.Id)), token), cancellationToken);
    }

    /// <summary>That it was sent, when and to whom stays, and so do answers to it find their ticket.</summary>
    private static Task<int> SilenceAsync(IQueryable<Mail> mail, CancellationToken cancellationToken) =>
        mail.ExecuteUpdateAsync(set => set.SetProperty(m => m.Subject, "").SetProperty(m => m.Text, "").SetProperty(m => m.Html, ""), cancellationToken);

    private async Task DraftsAsync(DeskTables tables, long personId, CancellationToken cancellationToken) => await EachAsync(
        await tables.AllAttachments.Where(a => a.OwnerId == personId && a.MessageId == null).Select(a => a.Id).ToListAsync(cancellationToken),
        static (unit, some, token) => RemoveFilesAsync(unit, unit.Desk.AllAttachments.Where(a => some.Contains(a.Id)), token),
        cancellationToken);

    private async Task WordsAsync(DeskTables tables, TracesOf of, CancellationToken cancellationToken)
    {
        var messages = await tables.AllMessages.Where(m => m.AuthorId == of.PersonId && !m.ByStaff && m.ErasedAt == null).Select(m => m.Id).ToListAsync(cancellationToken);
        await EachAsync(
            messages,
            static async (unit, some, token) =>
            {
                await RemoveFilesAsync(unit, unit.Desk.AllAttachments.Where(a => a.MessageId != null && some.Contains(a.MessageId.Value)), token);
                await unit.Desk.AllMessagePages.Where(p => some.Contains(p.MessageId)).ExecuteDeleteAsync(token);
                await unit.Desk.AllMessages.Where(m => some.Contains(m.Id)).ExecuteUpdateAsync(
                    set => set.SetProperty(m => m.Body, "").SetProperty(m => m.Html, (string?)null).SetProperty(m => m.Folded, (string?)null).SetProperty(m => m.Format, MessageFormat.Text).SetProperty(m => m.HasPage, false).SetProperty(m => m.ErasedAt, unit.Now), token);
            },
            cancellationToken);
        var subject = of.Subject;
        var folded = subject.ToLowerInvariant();
        await EachAsync(
            await tables.AllTickets.Where(t => t.RequesterId == of.PersonId && t.Subject != subject).Select(t => t.Id).ToListAsync(cancellationToken),
            async (unit, some, token) =>
            {
                await unit.Desk.AllFieldValues.Where(f => f.Owner == FieldOwner.Ticket && some.Contains(f.OwnerId)).ExecuteDeleteAsync(token);
                await unit.Desk.AllTickets.Where(t => some.Contains(t.Id)).ExecuteUpdateAsync(set => set.SetProperty(t => t.Subject, subject).SetProperty(t => t.FoldedSubject, folded), token);
            },
            cancellationToken);
    }

    /// <summary>The rows, and in the same transaction the promise that the bytes go.</summary>
    private static async Task RemoveFilesAsync(UnitOfWork unit, IQueryable<Attachment> files, CancellationToken cancellationToken)
    {
        var hashes = await files.Select(a => a.Hash).Distinct().ToListAsync(cancellationToken);
        await files.ExecuteDeleteAsync(cancellationToken);
        RemoveUnused.Schedule(unit, hashes);
    }

    private static async Task RestAsync(DeskTables tables, long id, string address, CancellationToken cancellationToken)
    {
        await tables.AllShares.Where(s => s.Kind == ShareKind.Person && s.WithId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.AllFollowings.Where(f => f.PersonId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.AllCc.Where(c => c.FoldedAddress == address).ExecuteDeleteAsync(cancellationToken);
        await tables.ReplyTokens.Where(t => t.FoldedAddress == address).ExecuteDeleteAsync(cancellationToken);
        await tables.AllHeldMessages.Where(h => h.FoldedAddress == address).ExecuteDeleteAsync(cancellationToken);
        // That something came stays in the book, as from nobody.
        await tables.InboundEntries.Where(e => e.FoldedAddress == address).ExecuteUpdateAsync(set => set.SetProperty(e => e.FoldedAddress, "").SetProperty(e => e.OriginalId, (string?)null).SetProperty(e => e.SenderChecks, (string?)null), cancellationToken);
        await tables.AccessRequests.Where(r => r.FoldedAddress == address).ExecuteDeleteAsync(cancellationToken);
        await tables.AccessRequests.Where(r => r.RequestedById == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Note, ""), cancellationToken);
        await tables.AccountLinks.Where(l => tables.GuestTickets.Any(t => t.Id == l.AboutId && t.FoldedAddress == address)).ExecuteDeleteAsync(cancellationToken);
        await tables.GuestTickets.Where(t => t.FoldedAddress == address).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task EachAsync(IReadOnlyList<long> ids, Func<UnitOfWork, List<long>, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        foreach (var some in ids.Chunk(Most))
        {
            await store.WriteAsync((unit, token) => write(unit, [.. some], token), cancellationToken);
        }
    }
}
