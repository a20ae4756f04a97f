using Helpdesk.Engine.Channels.Inbound.Filters;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Engine.Channels.Inbound;

/// <inheritdoc cref="IInboundDesk" />
/// <remarks>What is decided is written down before it is done, or with it, and what is done marks it: cut off anywhere, the next attempt goes on.</remarks>
internal sealed partial class InboundDesk(DeskStore store, InboundActs acts, ILogger<InboundDesk> logger) : IInboundDesk
{
    public const string Channel = "mail";

    /// <summary>Each attempt that fails means that somebody else has done something; more at once than this is no coincidence.</summary>
    private const int MostAttempts = 10;

    /// <summary>So many of the messages that one answers are remembered, in case they come after it: the likeliest.</summary>
    private const int MostAnswers = 10;

    private static readonly IReadOnlyList<IInboundFilter> Filters = [new Ordered(), new OwnMail(), new Flood(), new Reports(), new FollowUp(), new NewMatter()];

    public Task<InboundVerdict> ReceiveAsync(InboundMessage message, InboundRules rules, CancellationToken cancellationToken) => ReceiveAsync(message, rules, InboundOrder.None, cancellationToken);

    public async Task<InboundVerdict> ReceiveAsync(InboundMessage message, InboundRules rules, InboundOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(rules);
        if (message is not { Source.Length: > 0 and <= InboundEntry.LongestSource, ContentHash.Length: > 0 and <= InboundEntry.LongestHash, Receipt: null or { Length: <= InboundEntry.LongestReceipt } })
        {
            throw new ArgumentException("The message does not say where it is from, or what it says, in as few characters as there may be.", nameof(message));
        }

        var given = InboundText.Tidy(message);
        rules = rules with { OwnAddresses = await OwnAddressesAsync(rules, cancellationToken) };
        var (entry, judgement) = await JudgeAsync(given, rules, order, cancellationToken);
        if (judgement is null)
        {
            return entry.IsOf(given) ? entry.Verdict() : new InboundVerdict(InboundDecision.Duplicate, [entry.Source == given.Source ? "same-message" : "same-message-elsewhere"]) { TicketId = entry.TicketId, AuthorId = entry.AuthorId };
        }

        var verdict = await acts.CarryOutAsync(entry, judgement, given, rules, cancellationToken);
        foreach (var alert in verdict.Alerts)
        {
            LogAlert(alert, entry.Id);
        }

        return verdict.Decision == InboundDecision.Duplicate && await VerdictAsync(entry.Id, given, cancellationToken) is { } said ? said : verdict;
    }

    /// <summary>Another attempt at the very same was faster: what that one said.</summary>
    private async Task<InboundVerdict?> VerdictAsync(long entryId, InboundMessage message, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.InboundEntries.FirstOrDefaultAsync(e => e.Id == entryId, cancellationToken) is { DoneAt: not null } entry && entry.IsOf(message) ? entry.Verdict() : null;
    }

    /// <summary>What mail of ours comes from is ours too, whether or not a channel fetches there.</summary>
    private async Task<IReadOnlySet<string>> OwnAddressesAsync(InboundRules rules, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var senders = await tables.Brands.Select(brand => brand.SenderAddress).ToListAsync(cancellationToken);
        return rules.OwnAddresses.Concat(senders.Select(Person.Fold)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Decides, and writes it down; what was written down and not done is decided anew, since what it was decided by may be another.</summary>
    /// <returns>No judgement where it had come before, from wherever, and all was done.</returns>
    private async Task<(InboundEntry Entry, InboundJudgement? Judgement)> JudgeAsync(InboundMessage message, InboundRules rules, InboundOrder order, CancellationToken cancellationToken)
    {
        var (hash, id) = (message.ContentHash, InboundEntry.HashOf(message.MessageId));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await store.WriteAsync(WriteAsync, cancellationToken);
            }
            catch (DbUpdateException) when (attempt < MostAttempts)
            {
                // Somebody fetched it too, or the sender's first two mails came at the same moment: the next round finds what the other left.
            }
        }

        async Task<(InboundEntry, InboundJudgement?)> WriteAsync(UnitOfWork unit, CancellationToken token)
        {
            var entry = await unit.Desk.InboundEntries.FirstOrDefaultAsync(e => e.ContentHash == hash && e.MessageIdHash == id, token);
            if (entry is { DoneAt: not null } && !entry.MayBeJudgedAgain(order))
            {
                unit.GiveUp();
                return (entry, null);
            }

            if (entry is not null && order != InboundOrder.None)
            {
                entry.Release();
                await HeldMessages.ForgetAsync(unit, entry.Id, token);
            }

            var isNew = entry is null;
            if (entry is null)
            {
                entry = new InboundEntry(unit.NewId(), message, unit.Now);
                unit.Desk.InboundEntries.Add(entry);
                unit.Desk.InboundReferences.AddRange(message.Answers.Take(MostAnswers).Select(InboundEntry.HashOf).Distinct(StringComparer.Ordinal).Select(answered => new InboundReference(entry.Id, answered)));
            }

            var about = await InboundCase.OpenAsync(unit.Desk, message, rules, entry, order, unit.Now, token);
            await MailTroubles.NoteAsync(unit, message, token);
            var judgement = await FirstAsync(about, token);
            entry.Judge(judgement, await InboundAuthors.OfAsync(unit, about, judgement, token));
            if (isNew && !judgement.ChangesTicket)
            {
                await InboundActs.KeepAsync(unit, entry, judgement, message, rules, token);
            }

            return (entry, judgement);
        }
    }

    private static async Task<InboundJudgement> FirstAsync(InboundCase about, CancellationToken cancellationToken)
    {
        foreach (var filter in Filters)
        {
            if (await filter.JudgeAsync(about, cancellationToken) is { } judgement)
            {
                List<string> because = [.. judgement.Because];
                if (await IsIdReusedAsync(about, cancellationToken))
                {
                    because.Add("message-id-reused");
                }

                if (about.Message.TooLarge is not null)
                {
                    because.Add("too-large");
                }

                return because.Count > judgement.Because.Count ? judgement with { Because = because } : judgement;
            }
        }

        throw new InvalidOperationException("The last filter has something to say about every message.");
    }

    /// <summary>Another message with the same Message-ID is another message (LM6), and staff are to know.</summary>
    private static async Task<bool> IsIdReusedAsync(InboundCase about, CancellationToken cancellationToken)
    {
        var entry = about.Entry;
        return entry.MessageIdHash.Length > 0 && await about.Tables.InboundEntries.AnyAsync(e => e.MessageIdHash == entry.MessageIdHash && e.ContentHash != entry.ContentHash, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Messages from outside: {Alert} (entry {Entry})")]
    private partial void LogAlert(string alert, long entry);
}
