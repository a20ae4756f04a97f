using System.Globalization;
using Helpdesk.EmailIngest.Mailboxes;
using Helpdesk.EmailIngest.Tables;
using Helpdesk.EmailIngest.Taking;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Helpdesk.EmailIngest.Ledger;

/// <param name="Order">What somebody of the staff ordered; none where it is judged as it comes.</param>
internal sealed record MailToTake(long RecordId, InboundOrder Order = InboundOrder.None);

/// <summary>
/// Reads a mail of the book and gives it to the desk. What can't be read or taken is put aside after a few attempts with its bytes and the
/// reason, and stops no other (LM7).
/// </summary>
internal sealed partial class TakeMail(ITables<MailTables> tables, IOwnFiles<MailTables> files, MailboxReader mailboxes, IInboundDesk desk, ILogger<TakeMail> logger) : IJob<MailToTake>
{
    public const string Name = "take-mail";

    private const int Attempts = 3;

    private const string NoBytes = "bytes-missing";

    public async Task RunAsync(MailToTake arguments, Delivery delivery, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        if (await read.Records.FirstOrDefaultAsync(r => r.Id == arguments.RecordId, cancellationToken) is not { } record || !IsToBeTaken(record, arguments.Order))
        {
            return;
        }

        var outcome = await TakeAsync(record, arguments.Order, delivery.Attempt, cancellationToken);
        delivery.Write(async (unit, token) =>
        {
            if (await unit.Tables<MailTables>().Records.FirstOrDefaultAsync(r => r.Id == record.Id, token) is { } row)
            {
                outcome(row);
                row.DecidedAt = unit.Now;
            }
        });
    }

    /// <summary>What was held may be given again by the desk's wish; all else is judged once, unless somebody orders it.</summary>
    private static bool IsToBeTaken(MailRecord record, InboundOrder order) =>
        record.Outcome is MailOutcome.Waiting or MailOutcome.Held || order != InboundOrder.None;

    private async Task<Action<MailRecord>> TakeAsync(MailRecord record, InboundOrder order, int attempt, CancellationToken cancellationToken)
    {
        if (await mailboxes.RulesAsync(record.MailboxId, cancellationToken) is not { } rules)
        {
            return PutAside("mailbox-gone", "");
        }

        if (await BytesAsync(record, cancellationToken) is not { } raw)
        {
            return PutAside(NoBytes, "");
        }

        try
        {
            var message = MailIntake.Read(raw, rules, record.ReceivedAt);
            // Given again after a crash, it is no duplicate of itself.
            message = message with { Receipt = record.Id.ToString(CultureInfo.InvariantCulture), TooLarge = record.IsHeadOnly ? record.Size : message.TooLarge };
            var verdict = await desk.ReceiveAsync(message, rules.Inbound, order, cancellationToken);
            return row => Judged(row, message, verdict);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(record.Id, attempt, fault);
            if (attempt < Attempts)
            {
                throw;
            }

            return PutAside("fault", $"{fault.GetType().Name}: {fault.Message}");
        }
    }

    private async Task<ReadOnlyMemory<byte>?> BytesAsync(MailRecord record, CancellationToken cancellationToken)
    {
        if (record.Raw.Length == 0 || files.Open(record.Raw) is not { } stream)
        {
            return null;
        }

        await using (stream)
        {
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, cancellationToken);
            return bytes;
        }
    }

    private static void Judged(MailRecord row, InboundMessage message, InboundVerdict verdict)
    {
        row.Outcome = Of(verdict.Decision);
        row.Because = Beginning(string.Join(' ', verdict.Because), MailRecord.LongestBecause);
        row.TicketId = verdict.TicketId;
        row.AuthorId = verdict.AuthorId ?? row.AuthorId;
        row.ContentHash = message.ContentHash;
        row.From = Beginning(message.From?.Address ?? "", MailRecord.LongestAddress);
        row.Subject = Beginning(message.Subject, MailRecord.LongestSubject);
        row.Fault = "";
        row.DroppedAt = null;
    }

    private static Action<MailRecord> PutAside(string because, string fault) => row =>
        (row.Outcome, row.Because, row.Fault) = (MailOutcome.Quarantine, because, Beginning(fault, MailRecord.LongestFault));

    private static MailOutcome Of(InboundDecision decision) => decision switch
    {
        InboundDecision.NewTicket => MailOutcome.NewTicket,
        InboundDecision.Append => MailOutcome.Append,
        InboundDecision.Held => MailOutcome.Held,
        InboundDecision.Refused => MailOutcome.Refused,
        InboundDecision.Ignore => MailOutcome.Ignore,
        InboundDecision.Bounce => MailOutcome.Bounce,
        InboundDecision.Duplicate => MailOutcome.Duplicate,
        _ => MailOutcome.Quarantine,
    };

    /// <summary>As every database keeps it: no half of a pair, no NUL.</summary>
    private static string Beginning(string text, int most)
    {
        var line = text.Replace('\0', ' ');
        return line.Length <= most ? line : line[..(char.IsHighSurrogate(line[most - 1]) ? most - 1 : most)];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail of record {Record} could not be taken (attempt {Attempt})")]
    private partial void LogFailed(long record, int attempt, Exception fault);
}
