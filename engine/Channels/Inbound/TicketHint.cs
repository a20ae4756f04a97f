using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>Which ticket a message is about, as it seems; who may speak there is another question (LM1, LM2).</summary>
/// <param name="Because">What says so: the way it was found.</param>
/// <param name="IsOurs">Whether only what we sent could lead here, and no number that anybody can guess.</param>
/// <param name="Answered">The mail of ours that it answers; null where only something else led here.</param>
internal sealed record TicketHint(long TicketId, string Because, bool IsOurs, Mail? Answered)
{
    public const string Token = "reply-token";
    public const string SentId = "sent-message-id";
    public const string ReceivedId = "received-message-id";
    public const string LateParent = "late-parent";
    public const string Number = "subject-number";

    /// <summary>Whether it is a sign for those alone who may speak there: anybody can write a number, and call a message as another calls it.</summary>
    public bool IsWeak => Because is Number or LateParent;

    /// <summary>By token, then by what we sent, by what came in, and by the number: the surest first. What became part of another ticket leads there (LM13).</summary>
    public static async Task<TicketHint?> FindAsync(DeskTables tables, InboundMessage message, CancellationToken cancellationToken) =>
        await FirstAsync(tables, message, cancellationToken) is { } hint
            ? hint with { TicketId = await tables.AllTickets.Where(t => t.Id == hint.TicketId).Select(t => t.MergedIntoId).FirstOrDefaultAsync(cancellationToken) ?? hint.TicketId }
            : null;

    private static async Task<TicketHint?> FirstAsync(DeskTables tables, InboundMessage message, CancellationToken cancellationToken)
    {
        var answered = await AnsweredAsync(tables, message.Answers, cancellationToken);
        if (message.Tokens.Count > 0)
        {
            var tokens = message.Tokens;
            if (await tables.ReplyTokens.Where(t => tokens.Contains(t.Token)).OrderBy(t => t.CreatedAt).Select(t => (long?)t.TicketId).FirstOrDefaultAsync(cancellationToken) is { } byToken)
            {
                return new TicketHint(byToken, Token, IsOurs: true, answered?.TicketId == byToken ? answered : null);
            }
        }

        if (answered?.TicketId is { } sent)
        {
            return new TicketHint(sent, SentId, IsOurs: true, answered);
        }

        return await ReceivedAsync(tables, message.Answers, cancellationToken) is { } received ? Other(received, ReceivedId)
            : await AnsweredBeforeAsync(tables, message.MessageId, cancellationToken) is { } answer ? Other(answer, LateParent)
            : await NumberedAsync(tables, message.Numbers, cancellationToken) is { } numbered ? Other(numbered, Number)
            : null;

        static TicketHint Other(long ticketId, string because) => new(ticketId, because, IsOurs: false, Answered: null);
    }

    /// <summary>The mail of ours by one of those ids, the likeliest first.</summary>
    public static async Task<Mail?> AnsweredAsync(DeskTables tables, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return null;
        }

        var found = await tables.AllMail.Where(m => ids.Contains(m.MessageId) && m.TicketId != null).ToListAsync(cancellationToken);
        return found.MinBy(mail => ids.ToList().IndexOf(mail.MessageId));
    }

    private static async Task<long?> ReceivedAsync(DeskTables tables, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return null;
        }

        var hashes = ids.Select(InboundEntry.HashOf).ToList();
        var found = await tables.InboundEntries.Where(e => hashes.Contains(e.MessageIdHash) && e.TicketId != null && e.Decision != InboundDecision.Held)
            .Select(e => new { e.MessageIdHash, e.TicketId }).ToListAsync(cancellationToken);
        return found.OrderBy(entry => hashes.IndexOf(entry.MessageIdHash)).Select(entry => entry.TicketId).FirstOrDefault();
    }

    /// <summary>The ticket of a message that came before the one that it answers: mail is no queue.</summary>
    private static async Task<long?> AnsweredBeforeAsync(DeskTables tables, string? messageId, CancellationToken cancellationToken)
    {
        if (messageId is null)
        {
            return null;
        }

        var hash = InboundEntry.HashOf(messageId);
        return await (
            from answer in tables.InboundReferences
            where answer.MessageIdHash == hash
            join entry in tables.InboundEntries on answer.EntryId equals entry.Id
            where entry.TicketId != null && (entry.Decision == InboundDecision.NewTicket || entry.Decision == InboundDecision.Append)
            orderby entry.Id
            select entry.TicketId).FirstOrDefaultAsync(cancellationToken);
    }

    private static async Task<long?> NumberedAsync(DeskTables tables, IReadOnlyList<string> numbers, CancellationToken cancellationToken)
    {
        if (numbers.Count == 0)
        {
            return null;
        }

        var found = await tables.AllTicketNumbers.Where(n => numbers.Contains(n.Number)).ToListAsync(cancellationToken);
        return found.OrderBy(number => numbers.ToList().IndexOf(number.Number)).Select(number => (long?)number.TicketId).FirstOrDefault();
    }
}
