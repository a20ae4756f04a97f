using System.Security.Cryptography;
using System.Text;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>
/// A message from outside in the desk's book: what was decided, before it is done. Cut off in between, the same is done and nothing else,
/// since what is done marks the row in its own transaction.
/// </summary>
internal sealed class InboundEntry
{
    public const int LongestSource = 330;
    public const int LongestHash = 100;
    public const int LongestReceipt = 200;
    public const int LongestOriginalId = 250;
    public const int LongestChecks = 500;

    /// <summary>Among the reasons: it says thanks, and nothing else.</summary>
    public const string OnlyThanks = "courtesy";

    private InboundEntry()
    {
    }

    public InboundEntry(long id, InboundMessage message, DateTimeOffset now)
    {
        Id = id;
        Source = message.Source;
        ContentHash = message.ContentHash;
        Receipt = message.Receipt;
        MessageIdHash = HashOf(message.MessageId);
        OriginalId = message.MessageId is { } original && CanBeReferredTo(original) ? original : null;
        FoldedAddress = message.From is { } from ? StorableText.Beginning(Person.Fold(from.Address), Person.LongestAddress) : "";
        SenderChecks = message.SenderChecks;
        ReceivedAt = message.ReceivedAt.ToUniversalTime();
        RecordedAt = now;
    }

    public long Id { get; private set; }

    public string Source { get; private set; } = "";

    public string ContentHash { get; private set; } = "";

    /// <summary>As <see cref="InboundMessage.Receipt"/>.</summary>
    public string? Receipt { get; private set; }

    /// <summary>Of the Message-ID, which may be of any length and say anything: SHA-256, hexadecimal; empty for none.</summary>
    public string MessageIdHash { get; private set; } = "";

    /// <summary>The Message-ID itself, where a mail of ours can refer to it (RFC 5322 §3.6.4); null for none, or one that no header can hold.</summary>
    public string? OriginalId { get; private set; }

    public string FoldedAddress { get; private set; } = "";

    public DateTimeOffset ReceivedAt { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    public InboundDecision Decision { get; private set; }

    /// <summary>Stable names, separated by spaces.</summary>
    public string Because { get; private set; } = "";

    public long? AuthorId { get; private set; }

    public InboundRole Role { get; private set; }

    public bool IsProven { get; private set; }

    public bool IsInternal { get; private set; }

    /// <summary>As <see cref="InboundMessage.SenderChecks"/>.</summary>
    public string? SenderChecks { get; private set; }

    /// <summary>Whether the sender gets a receipt or a refusal for it.</summary>
    public bool IsAnswered { get; private set; }

    public long? TicketId { get; private set; }

    public long? MessageId { get; private set; }

    /// <summary>When what was decided had been done; null until then.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    public static string HashOf(string? messageId) => messageId is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)));

    private static bool CanBeReferredTo(string messageId) =>
        messageId.Length <= LongestOriginalId && messageId.Contains('@', StringComparison.Ordinal) && messageId.All(c => c is > ' ' and < '\u007f' and not ('<' or '>'));

    public void Judge(InboundJudgement judgement, long? authorId)
    {
        Decision = judgement.Decision;
        Because = string.Join(' ', judgement.Because);
        (Role, IsProven, IsInternal, AuthorId) = (judgement.Role, judgement.IsProven, judgement.IsInternal, authorId);
        (TicketId, IsAnswered) = (judgement.TicketId, judgement.IsAnswered);
    }

    /// <summary>What was decided has been done.</summary>
    public void Done(DateTimeOffset now) => DoneAt = now;

    /// <summary>The desk would not have it.</summary>
    public void Quarantine(InboundMessage message, string because, DateTimeOffset now)
    {
        (Source, Receipt) = (message.Source, message.Receipt);
        (Decision, Because, IsAnswered, DoneAt) = (InboundDecision.Quarantine, $"{Because} {because}", false, now);
    }

    /// <summary>Whether it is the very piece that was judged: not another copy of what it says.</summary>
    public bool IsOf(InboundMessage message) => Receipt is not null && Receipt == message.Receipt && Source == message.Source;

    /// <summary>What had been said of it.</summary>
    public InboundVerdict Verdict() => new(Decision, Because.Split(' ', StringSplitOptions.RemoveEmptyEntries))
    {
        TicketId = TicketId,
        AuthorId = AuthorId,
        Role = Role,
        IsProven = IsProven,
        IsInternal = IsInternal,
    };

    /// <summary>Whether an order about it means anything: what is on a ticket stays there.</summary>
    public bool MayBeJudgedAgain(InboundOrder order) => order switch
    {
        InboundOrder.Again => Decision is InboundDecision.Quarantine,
        InboundOrder.AsTicket => Decision is InboundDecision.Quarantine or InboundDecision.Held or InboundDecision.Refused or InboundDecision.Ignore,
        _ => false,
    };

    /// <summary>It waits for staff no longer: it is judged anew.</summary>
    public void Release() => DoneAt = null;
}
