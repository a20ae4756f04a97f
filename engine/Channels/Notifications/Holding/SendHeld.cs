using Helpdesk.Engine.Channels.Hearing;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Engine.Channels.Notifications.Holding;

/// <summary>Which mails have waited: those of one ticket to one recipient, or of one summary, that were due at that instant.</summary>
internal sealed record HeldArguments(long? RecipientId, long? CcId, long? TicketId, long? SummaryOfBrandId, DateTimeOffset Due)
{
    public static HeldArguments Of(HeldMail held) => new(held.RecipientId, held.CcId, held.SummaryOfBrandId is null ? held.TicketId : null, held.SummaryOfBrandId, held.Due);

    /// <summary>What is due together is sent by one job; the others of its lane find nothing.</summary>
    public string Lane => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"held|{TicketId ?? SummaryOfBrandId:x}|{CcId ?? RecipientId:x}|{Due.UtcTicks:x}");
}

/// <summary>Sends what has waited, as one mail. Each mail that waits has scheduled one of these, so none waits for ever.</summary>
internal sealed partial class SendHeld(DeskStore store, MailComposer composer, SummaryComposer summaries, MailHandover handover, ILogger<SendHeld> logger) : IJob<HeldArguments>
{
    public const string Name = "send-held-mail";

    /// <summary>Puts a mail by in the transaction that marks its own row as done.</summary>
    public static void Hold(Delivery delivery, SendMailArguments about, HeldUntil until) =>
        delivery.Write((unit, _) =>
        {
            var (desk, held) = ((UnitOfWork)unit, new HeldMail(delivery.Id, about, until, unit.Now));
            desk.Desk.HeldMail.Add(held);
            Schedule(desk, HeldArguments.Of(held));
            return Task.CompletedTask;
        });

    /// <summary>
    /// Gives what waits for somebody another hour. What is due soon stays: a job may have it in hand already, and would send it twice.
    /// </summary>
    public static async Task MoveAsync(UnitOfWork unit, long recipientId, Func<HeldMail, HeldUntil> until, CancellationToken cancellationToken)
    {
        var soon = unit.Now + MailTiming.Burst;
        var waiting = await unit.Desk.HeldMail.Where(h => h.RecipientId == recipientId && h.Due > soon).ToListAsync(cancellationToken);
        var moved = waiting.Where(held => held.Until != until(held)).ToList();
        moved.ForEach(held => held.Move(until(held)));
        foreach (var arguments in moved.Select(HeldArguments.Of).Distinct())
        {
            Schedule(unit, arguments);
        }
    }

    public async Task RunAsync(HeldArguments arguments, Delivery delivery, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var held = await tables.HeldMail
            .Where(h => h.RecipientId == arguments.RecipientId && h.CcId == arguments.CcId && h.SummaryOfBrandId == arguments.SummaryOfBrandId && h.Due == arguments.Due)
            .Where(h => arguments.TicketId == null || h.TicketId == arguments.TicketId)
            .OrderBy(h => h.Id).ToListAsync(cancellationToken);
        if (held.Count == 0)
        {
            return;
        }

        var about = await StillWantedAsync(tables, arguments.RecipientId, held, cancellationToken);
        var composed = arguments is { SummaryOfBrandId: { } brand, RecipientId: { } recipient }
            ? await summaries.ComposeAsync(about, recipient, brand, delivery.Id, cancellationToken)
            : await composer.ComposeAsync(about, delivery.Id, cancellationToken);
        if (composed is not null)
        {
            await handover.HandOverAsync(composed.Mail, delivery, cancellationToken, composed.Secret);
        }
        else
        {
            LogNothingLeft(delivery.Id, held.Count);
        }

        var ids = held.ConvertAll(h => h.Id);
        delivery.Write((unit, token) => ((UnitOfWork)unit).Desk.HeldMail.Where(h => ids.Contains(h.Id)).ExecuteDeleteAsync(token));
    }

    private static void Schedule(UnitOfWork unit, HeldArguments arguments) => unit.ScheduleInLane<SendHeld, HeldArguments>(arguments, arguments.Lane, arguments.Due - unit.Now);

    /// <summary>She may have chosen to get no such mail since.</summary>
    private static async Task<IReadOnlyList<SendMailArguments>> StillWantedAsync(DeskTables tables, long? recipientId, IEnumerable<HeldMail> held, CancellationToken cancellationToken)
    {
        var unwanted = await tables.HearingChoices.Where(c => c.PersonId == recipientId && c.Channel == HearingChannel.Mail && c.Pace == HearingPace.Never)
            .Select(c => (HearingKind?)c.Kind).ToListAsync(cancellationToken);
        return [.. held.Where(h => h.Because == HearingReason.NobodyElse || !unwanted.Contains(HearingKinds.Of(h.Template))).Select(h => h.About)];
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} mails that waited were not sent ({Row}): their recipient may not see their tickets any more, or wants to hear no more of them")]
    private partial void LogNothingLeft(long row, int count);
}
