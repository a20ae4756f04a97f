using Helpdesk.Engine.Access;
using Helpdesk.Engine.Hooks;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets;

/// <summary>
/// The only door by which tickets change. Rules and hooks come first, on a snapshot and without a lock; then one
/// transaction does the acts, if the ticket is still as it was, with its history, events and the hooks' own writes.
/// </summary>
internal sealed class TicketDesk(DeskStore store, HookChain hooks, PhraseBook phrases)
{
    public const string ChangedMeanwhile = "desk.changed-meanwhile";

    private const int MostActs = 100;
    private const string KeyField = "idempotency-key";

    /// <summary>Opens a ticket.</summary>
    public Task<DeskResult> OpenAsync(Open open, Actor actor, CancellationToken cancellationToken) =>
        OpenAsync(open, actor, requestKey: null, cancellationToken);

    /// <summary>Opens a ticket.</summary>
    /// <param name="requestKey">What the sender calls this request; sent again it opens no second ticket. Null for none.</param>
    public Task<DeskResult> OpenAsync(Open open, Actor actor, string? requestKey, CancellationToken cancellationToken) =>
        ChangeAsync(new Request(store.NewId(), [open], actor, IsOpening: true, ExpectedVersion: null, RequestKey.Of(requestKey, actor, ticketId: null, [open])), cancellationToken);

    /// <summary>Opens a ticket, and does more to it in the same change.</summary>
    /// <param name="acts">The first opens it.</param>
    public Task<DeskResult> OpenAsync(IReadOnlyList<Act> acts, Actor actor, CancellationToken cancellationToken) =>
        ChangeAsync(new Request(store.NewId(), acts, actor, IsOpening: true, ExpectedVersion: null, Key: null), cancellationToken);

    /// <summary>Does acts to a ticket, all of them or none.</summary>
    /// <param name="expectedVersion">What the actor has seen; when the ticket is another meanwhile, she is told instead of overtaken.</param>
    public Task<DeskResult> DoAsync(long ticketId, IReadOnlyList<Act> acts, Actor actor, long? expectedVersion, CancellationToken cancellationToken) =>
        DoAsync(ticketId, acts, actor, expectedVersion, requestKey: null, cancellationToken);

    /// <inheritdoc cref="DoAsync(long, IReadOnlyList{Act}, Actor, long?, CancellationToken)" />
    /// <param name="requestKey">As for <see cref="OpenAsync(Open, Actor, string?, CancellationToken)"/>.</param>
    public Task<DeskResult> DoAsync(long ticketId, IReadOnlyList<Act> acts, Actor actor, long? expectedVersion, string? requestKey, CancellationToken cancellationToken) =>
        ChangeAsync(new Request(ticketId, acts, actor, IsOpening: false, expectedVersion, RequestKey.Of(requestKey, actor, ticketId, acts)), cancellationToken);

    private async Task<DeskResult> ChangeAsync(Request request, CancellationToken cancellationToken)
    {
        RefuseMalformed(request.Acts, request.IsOpening);
        if (request.Key is { Key.Length: > Receipt.LongestKey })
        {
            return DeskResult.Refused(new Refusal(RefusalKind.Invalid, new Phrase("desk.request-key-too-long", Receipt.LongestKey), KeyField));
        }

        // Each round but one leaves a hook out that was in before, so there is an end.
        var leftOut = new HashSet<HookContribution>();
        for (var startedOver = false; ;)
        {
            var attempt = await AttemptAsync(request, leftOut, cancellationToken);
            switch (attempt)
            {
                case { Result: { } result }:
                    return result;
                case { FailedHook: { } hook }:
                    if (HookChain.Policy(hook) is { } refusal)
                    {
                        return DeskResult.Refused(refusal);
                    }

                    leftOut.Add(hook);
                    break;
                default:
                    // With a version expected, the second round finds that it is another before any hook is asked.
                    if (startedOver)
                    {
                        return DeskResult.Refused(Overtaken());
                    }

                    startedOver = true;
                    break;
            }
        }
    }

    private async Task<Attempt> AttemptAsync(Request request, HashSet<HookContribution> leftOut, CancellationToken cancellationToken)
    {
        if (await RepeatedAsync(request, cancellationToken) is { } repeated)
        {
            return new Attempt(repeated);
        }

        var before = request.IsOpening ? null : await SnapshotAsync(request, cancellationToken);
        if (!request.IsOpening && before is null)
        {
            return Refused(NotFound());
        }

        if (request.ExpectedVersion is { } expected && before?.Version != expected)
        {
            return Refused(Overtaken());
        }

        var asked = await CheckAsync(request.Acts, request.Actor, before, cancellationToken);
        if (asked.Refusals.Count > 0)
        {
            return Refused([.. asked.Refusals]);
        }

        var pass = await hooks.RunAsync(
            new ProposedChange(request.TicketId, before, asked.Acts, request.Actor),
            (amended, token) => CheckAsync(amended, request.Actor, before, token),
            leftOut,
            cancellationToken);
        return pass.Refusal is { } refusal ? Refused(refusal) : await CommitAsync(request, before, pass, cancellationToken);
    }

    private async Task<Attempt> CommitAsync(Request request, TicketSnapshot? before, HookPass pass, CancellationToken cancellationToken)
    {
        try
        {
            var attempt = await store.WriteAsync((unit, token) => WriteAsync(unit, request, before, pass, token), cancellationToken);
            if (attempt.Result is { IsDone: true })
            {
                hooks.Committed(pass.Writes);
            }

            return attempt;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody took one of the files between our reading and our writing, where the database lets two write at once.
            return Attempt.Overtaken;
        }
        catch (DbUpdateException) when (request.Key is not null)
        {
            // The same request came twice at once, and the other was faster; whatever else it was comes again in the second round.
            return Attempt.Overtaken;
        }
        catch (HookWriteException fault)
        {
            return new Attempt(Result: null, fault.Hook);
        }
    }

    private async Task<Attempt> WriteAsync(UnitOfWork unit, Request request, TicketSnapshot? before, HookPass pass, CancellationToken cancellationToken)
    {
        if (request.Key is { } key && await key.FindAsync(unit.Desk, cancellationToken) is not null)
        {
            unit.GiveUp();
            return Attempt.Overtaken;
        }

        var change = new TicketChange(unit, request.Actor, request.TicketId, phrases);
        if (before is not null)
        {
            if (await TakeAsync(unit, before, cancellationToken) is not { } ticket)
            {
                unit.GiveUp();
                return Attempt.Overtaken;
            }

            change.Continue(ticket, before.DepartmentKey);
        }

        foreach (var act in pass.Acts)
        {
            await act.ApplyAsync(change, cancellationToken);
        }

        if (change.Refusal is { } refusal)
        {
            unit.GiveUp();
            return Refused(refusal);
        }

        if (before is not null && !change.HasHappened)
        {
            // All was so already (a button pressed twice): no version, no history, nobody is told.
            unit.GiveUp();
            return new Attempt(DeskResult.Done(before, messageId: null));
        }

        await hooks.WriteAsync(pass.Writes, unit, cancellationToken);
        var after = change.Finish();
        if (request.Key is { } sent)
        {
            unit.Desk.Receipts.Add(new Receipt(sent.PersonId, sent.Key, sent.Fingerprint, after.Id, change.MessageId, after.Version, unit.Now));
        }

        return new Attempt(DeskResult.Done(after, change.MessageId));
    }

    /// <summary>What became of the same request before; null when it is new.</summary>
    private async Task<DeskResult?> RepeatedAsync(Request request, CancellationToken cancellationToken)
    {
        if (request.Key is not { } key)
        {
            return null;
        }

        await using var tables = store.Read();
        if (await key.FindAsync(tables, cancellationToken) is not { } receipt)
        {
            return null;
        }

        if (receipt.Fingerprint != key.Fingerprint)
        {
            return DeskResult.Refused(new Refusal(RefusalKind.Invalid, new Phrase("desk.request-key-reused"), KeyField));
        }

        var seen = Sight.Of(request.Actor).Ticket(tables, receipt.TicketId);
        return await TicketReader.Snapshots(tables, seen).FirstOrDefaultAsync(cancellationToken) is { } ticket
            ? DeskResult.Done(ticket, receipt.MessageId) with { IsRepeat = true }
            : DeskResult.Refused(NotFound());
    }

    /// <summary>
    /// The ticket, if it is still as it was. The update changes nothing but keeps the row: where two may write at once,
    /// the second waits here and then finds another version.
    /// </summary>
    private static async Task<Ticket?> TakeAsync(UnitOfWork unit, TicketSnapshot before, CancellationToken cancellationToken)
    {
        var asItWas = unit.Desk.AllTickets.Where(t => t.Id == before.Id && t.Version == before.Version);
        return await asItWas.ExecuteUpdateAsync(set => set.SetProperty(t => t.Version, t => t.Version), cancellationToken) == 1
            ? await asItWas.SingleAsync(cancellationToken)
            : null;
    }

    private async Task<TicketSnapshot?> SnapshotAsync(Request request, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var seen = Sight.Of(request.Actor).Ticket(tables, request.TicketId);
        return await TicketReader.Snapshots(tables, seen).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<CheckedActs> CheckAsync(IReadOnlyList<Act> acts, Actor actor, TicketSnapshot? before, CancellationToken cancellationToken)
    {
        RefuseMalformed(acts, isOpening: before is null);
        await using var tables = store.Read();
        var check = new ActCheck(tables, actor, before);
        var tidy = acts.Select(act => act.Tidy()).ToList();
        if (actor.OnlyTicket is not null && !tidy.TrueForAll(act => act.IsForGuests))
        {
            check.Forbid("desk.not-for-guests");
        }

        foreach (var act in tidy)
        {
            await act.CheckAsync(check, cancellationToken);
        }

        return new CheckedActs(tidy, check.Refusals);
    }

    /// <summary>A list that no person can ask for: a bug of the caller, or a hook's.</summary>
    private static void RefuseMalformed(IReadOnlyList<Act> acts, bool isOpening)
    {
        if (acts.Count is 0 or > MostActs)
        {
            throw new ArgumentException($"A change is made of 1 to {MostActs} acts.", nameof(acts));
        }

        for (var i = 0; i < acts.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(acts[i], nameof(acts));
            if (acts[i] is Open != (isOpening && i == 0))
            {
                throw new ArgumentException("A ticket is opened by the first act of its first change, and by no other.", nameof(acts));
            }
        }
    }

    private static Refusal NotFound() => new(RefusalKind.NotFound, new Phrase("desk.ticket-not-found"));

    private static Refusal Overtaken() => new(RefusalKind.Conflict, new Phrase(ChangedMeanwhile));

    private static Attempt Refused(params IReadOnlyList<Refusal> refusals) => new(DeskResult.Refused(refusals));

    private sealed record Request(long TicketId, IReadOnlyList<Act> Acts, Actor Actor, bool IsOpening, long? ExpectedVersion, RequestKey? Key);

    /// <summary>A result; or the hook whose database work failed; or neither, when somebody else was faster.</summary>
    private sealed record Attempt(DeskResult? Result, HookContribution? FailedHook = null)
    {
        public static Attempt Overtaken { get; } = new(Result: null);
    }
}
