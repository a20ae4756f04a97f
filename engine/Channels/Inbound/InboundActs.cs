using System.Runtime.InteropServices;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>Does what was decided about a message from outside: once, however often it is told to.</summary>
internal sealed class InboundActs(DeskStore store, TicketDesk desk, AttachmentDesk files, InboundWording wording)
{
    /// <summary>So often it is tried again where somebody else was faster with the ticket.</summary>
    private const int MostAttempts = 20;

    /// <summary>UTF-16 code units. Of a page that is longer the text is kept, and the mail itself where it came in.</summary>
    private const int LongestPage = 2_000_000;

    public async Task<InboundVerdict> CarryOutAsync(InboundEntry entry, InboundJudgement judgement, InboundMessage message, InboundRules rules, CancellationToken cancellationToken)
    {
        var verdict = new InboundVerdict(judgement.Decision, judgement.Because)
        {
            TicketId = judgement.TicketId,
            AuthorId = entry.AuthorId,
            Role = judgement.Role,
            IsProven = judgement.IsProven,
            IsInternal = judgement.IsInternal,
            Alerts = judgement.Alert is { } alert ? [alert] : [],
        };
        if (judgement.ChangesTicket)
        {
            return await ChangeAsync(entry, judgement, message, rules, verdict, cancellationToken);
        }

        return entry.DoneAt is not null || await KeepAsync(entry, judgement, message, rules, cancellationToken) ? verdict : Done(entry);
    }

    /// <summary>What changes no ticket, for a message that the book has not had before: nobody else can be at it, so it is done where it is judged.</summary>
    public static async Task KeepAsync(UnitOfWork unit, InboundEntry entry, InboundJudgement judgement, InboundMessage message, InboundRules rules, CancellationToken cancellationToken)
    {
        entry.Done(unit.Now);
        await FollowAsync(unit, entry, judgement, message, rules, cancellationToken);
    }

    private async Task<InboundVerdict> ChangeAsync(InboundEntry entry, InboundJudgement judgement, InboundMessage message, InboundRules rules, InboundVerdict verdict, CancellationToken cancellationToken)
    {
        var actor = await ActorAsync(entry, judgement, cancellationToken);
        var content = await ContentAsync(message, judgement, actor, rules, cancellationToken);
        // Whoever only gets copies brings nobody along.
        var joining = judgement.CopiesJoin && actor.OnlyTicket is null ? await JoiningAsync(entry, message, rules, cancellationToken) : [];
        var before = judgement.TicketId is { } id ? await StatusOfAsync(id, cancellationToken) : null;
        Act first = (judgement.Decision, judgement.IsQuiet, judgement.IsInternal) switch
        {
            (InboundDecision.NewTicket, _, _) => Opening(entry, judgement, message, rules, content, joining),
            (_, true, _) => new Overhear(content.Body, content.Files, entry.AuthorId) { Folded = content.Folded, LaidOut = content.LaidOut },
            (_, _, true) => new Note(content.Body, content.Files) { Folded = content.Folded, LaidOut = content.LaidOut, IsFromOutside = true },
            _ => new Reply(content.Body, content.Files) { Folded = content.Folded, LaidOut = content.LaidOut, IsFromOutside = true },
        };
        List<Act> all = [first];
        if (judgement.Decision == InboundDecision.Append && joining.Count > 0)
        {
            all.Add(new AddCc(joining));
        }

        if (judgement.RelatedTicketId is { } related && await NumberOfAsync(related, cancellationToken) is { } number)
        {
            all.Add(new Overhear(wording.Related(rules.Language, number), [], AuthorId: null));
        }

        all.Add(new MarkReceived(entry.Id, message.Source, message.Receipt));
        var result = await DoAsync(judgement, all, actor, cancellationToken);
        if (result.Ticket is not { } ticket)
        {
            return await RefusedAsync(entry, message, result, verdict, cancellationToken);
        }

        return verdict with
        {
            TicketId = ticket.Id,
            Joined = [.. joining.Select(cc => cc.Address)],
            IsReopened = before >= StatusKind.Solved && ticket.StatusKind < StatusKind.Solved,
        };
    }

    /// <summary>Twelve answers at one moment all get their turn: each that is overtaken is overtaken by one that is done.</summary>
    private async Task<DeskResult> DoAsync(InboundJudgement judgement, IReadOnlyList<Act> acts, Actor actor, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var result = judgement.Decision == InboundDecision.NewTicket
                ? await desk.OpenAsync(acts, actor, cancellationToken)
                : await desk.DoAsync(judgement.TicketId!.Value, acts, actor, expectedVersion: null, cancellationToken);
            if (!result.IsOvertaken)
            {
                return result;
            }
        }

        throw new InvalidOperationException("The ticket changes faster than anything can be added to it; give the message again.");
    }

    /// <summary>Another attempt was faster; or the desk would not have it (a hook, a ticket that is gone), and somebody has to look.</summary>
    private async Task<InboundVerdict> RefusedAsync(InboundEntry entry, InboundMessage message, DeskResult result, InboundVerdict verdict, CancellationToken cancellationToken)
    {
        var because = result.Refusals[0].Sentence.Key;
        return await store.WriteAsync(
            async (unit, token) =>
            {
                var now = await unit.Desk.InboundEntries.SingleAsync(e => e.Id == entry.Id, token);
                if (now.DoneAt is not null)
                {
                    return Done(now);
                }

                now.Quarantine(message, because, unit.Now);
                return new InboundVerdict(InboundDecision.Quarantine, [.. verdict.Because, because]) { TicketId = verdict.TicketId };
            },
            cancellationToken);
    }

    private static InboundVerdict Done(InboundEntry entry) => new(InboundDecision.Duplicate, ["same-message"]) { TicketId = entry.TicketId, AuthorId = entry.AuthorId };

    /// <summary>What changes no ticket, for a message that was judged before and not done.</summary>
    /// <returns>False where another attempt was faster.</returns>
    private Task<bool> KeepAsync(InboundEntry entry, InboundJudgement judgement, InboundMessage message, InboundRules rules, CancellationToken cancellationToken) => store.WriteAsync(
        async (unit, token) =>
        {
            var now = unit.Now;
            var (source, receipt) = (message.Source, message.Receipt);
            if (await unit.Desk.InboundEntries.Where(e => e.Id == entry.Id && e.DoneAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.DoneAt, now).SetProperty(e => e.Source, source).SetProperty(e => e.Receipt, receipt), token) == 0)
            {
                return false;
            }

            await FollowAsync(unit, entry, judgement, message, rules, token);
            return true;
        },
        cancellationToken);

    private static async Task FollowAsync(UnitOfWork unit, InboundEntry entry, InboundJudgement judgement, InboundMessage message, InboundRules rules, CancellationToken cancellationToken)
    {
        if (judgement.Decision == InboundDecision.Held)
        {
            await HeldMessages.KeepAsync(unit, entry, judgement, message, rules, cancellationToken);
        }

        if (judgement.Answer is { } template)
        {
            SendInboundAnswer.Schedule(unit, new InboundAnswerArguments(entry.Id, message.From!.Address, template, rules.Language, judgement.TicketId));
        }
    }

    private Open Opening(InboundEntry entry, InboundJudgement judgement, InboundMessage message, InboundRules rules, Content content, IReadOnlyList<CcAddress> joining)
    {
        var subject = message.Subject.Length == 0 ? wording.NoSubject(rules.Language) : message.Subject;
        return new Open(subject.Length > Ticket.LongestSubject ? StorableText.Beginning(subject, Ticket.LongestSubject - 1) + "…" : subject, rules.Department, content.Body, content.Files)
        {
            RequesterId = judgement.OnBehalfOf is null ? null : entry.AuthorId,
            Type = rules.Type,
            Cc = joining,
            Folded = content.Folded,
            LaidOut = content.LaidOut,
            MayLackFields = true,
            Receipt = judgement.OnBehalfOf is null ? judgement.Answer ?? Open.NoReceipt : null,
        };
    }

    /// <summary>Who does it. Whoever only gets copies may do nothing but answer on that ticket (row E3).</summary>
    private async Task<Actor> ActorAsync(InboundEntry entry, InboundJudgement judgement, CancellationToken cancellationToken)
    {
        if (judgement.IsQuiet || (judgement.IsInternal && judgement.Role != InboundRole.Agent))
        {
            return Actor.System with { Channel = InboundDesk.Channel };
        }

        await using var tables = store.Read();
        var isStaff = judgement.Role == InboundRole.Agent;
        var id = isStaff ? judgement.Author!.Id : entry.AuthorId!.Value;
        var role = isStaff ? await tables.People.Where(p => p.Id == id).Select(p => p.Role).SingleAsync(cancellationToken) : Role.Customer;
        var actor = new Actor(id, role, InboundDesk.Channel);
        return judgement is { Decision: InboundDecision.Append, TicketId: { } ticket } && !isStaff && !await Sight.Of(actor).Ticket(tables, ticket).AnyAsync(cancellationToken)
            ? actor with { OnlyTicket = ticket }
            : actor;
    }

    /// <summary>Who got copies and is not on the ticket: not we, not the sender, nobody of the staff.</summary>
    private async Task<IReadOnlyList<CcAddress>> JoiningAsync(InboundEntry entry, InboundMessage message, InboundRules rules, CancellationToken cancellationToken)
    {
        var others = message.To.Concat(message.Cc).Where(who => EmailAddress.IsOne(who.Address) && Person.Fold(who.Address) != entry.FoldedAddress && !InboundCase.IsOwn(rules, who.Address))
            .DistinctBy(who => Person.Fold(who.Address), StringComparer.Ordinal).Take(2 * AddCc.Most).ToList();
        if (others.Count == 0)
        {
            return [];
        }

        await using var tables = store.Read();
        var folded = others.Select(who => Person.Fold(who.Address)).ToList();
        var (ticketId, entryAuthor) = (entry.TicketId, entry.AuthorId);
        var there = await tables.AllCc.Where(c => c.TicketId == ticketId).Select(c => c.FoldedAddress).ToListAsync(cancellationToken);
        var not = await tables.People.Where(p => folded.Contains(p.FoldedAddress) && (p.Role != Role.Customer || p.Id == entryAuthor || p.DisabledAt != null)).Select(p => p.FoldedAddress).ToListAsync(cancellationToken);
        return [.. others.Where(who => !there.Concat(not).Contains(Person.Fold(who.Address), StringComparer.Ordinal)).Take(Math.Max(0, AddCc.Most - there.Count))
            .Select(who => new CcAddress(who.Address, InboundAuthors.NameOf(who) is var name && name == who.Address ? "" : name))];
    }

    private async Task<Content> ContentAsync(InboundMessage message, InboundJudgement judgement, Actor actor, InboundRules rules, CancellationToken cancellationToken)
    {
        var (kept, leftOut, pictures) = (new List<long>(), new List<string>(), new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase));
        // Where there is not room for all, pictures of the page are the first to go.
        foreach (var (file, mayBePicture) in message.Files.Select(file => (File: file, IsPicture: IsPicture(message, file))).OrderBy(one => one.IsPicture))
        {
            var isPicture = mayBePicture && !pictures.ContainsKey(file.ContentId!);
            using var stream = MemoryMarshal.TryGetArray(file.Content, out var bytes)
                ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
                : new MemoryStream(file.Content.ToArray(), writable: false);
            var upload = kept.Count < DraftFiles.Most && actor.PersonId is not null ? await files.UploadAsync(stream, file.Name, file.ContentType, isPicture ? file.ContentId : null, actor, cancellationToken) : null;
            if (upload?.Attachment is { } attachment)
            {
                kept.Add(attachment.Id);
                if (isPicture)
                {
                    pictures.Add(file.ContentId!, attachment.Id);
                }
            }
            else
            {
                leftOut.Add(SafeFileName.Of(file.Name));
            }
        }

        var body = wording.Body(message, judgement, rules.Language, leftOut);
        return new Content(body.Text, InboundWording.Folded(message), kept) { LaidOut = LaidOutOf(message, body, pictures) };
    }

    private static bool IsPageKept(InboundMessage message) => message.Page is { Length: <= LongestPage };

    /// <summary>Where a page is kept, its pictures are parts of it; else, and where no browser would show them, they are files.</summary>
    private static bool IsPicture(InboundMessage message, InboundFile file) =>
        IsPageKept(message) && file.ContentId is { Length: > 0 and <= Attachment.LongestContentId } && PictureType.Of(file.Content.Span) is not null;

    /// <summary>The page tells what the text tells, with what the desk has to say of it around.</summary>
    private static LaidOut? LaidOutOf(InboundMessage message, InboundBody body, Dictionary<string, long> pictures)
    {
        if (!IsPageKept(message))
        {
            return null;
        }

        var shown = message.Html is { } page && body.IsWhole ? MessageMarkup.Render(page, pictures) : null;
        return new LaidOut(string.IsNullOrEmpty(shown) ? null : InboundWording.Framed(body, shown), message.Page!);
    }

    private async Task<StatusKind?> StatusOfAsync(long ticketId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.AllTickets.Where(t => t.Id == ticketId).Select(t => (StatusKind?)t.StatusKind).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<string?> NumberOfAsync(long ticketId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.AllTickets.Where(t => t.Id == ticketId).Select(t => t.Number).FirstOrDefaultAsync(cancellationToken);
    }

    private sealed record Content(string Body, string? Folded, IReadOnlyList<long> Files)
    {
        public LaidOut? LaidOut { get; init; }
    }
}
