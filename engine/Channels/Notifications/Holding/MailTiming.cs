using Helpdesk.Engine.Channels.Hearing;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications.Holding;

/// <summary>
/// When a mail about a ticket goes: as its recipient chose, not in her quiet hours, and few at a time (LN2). The first mails of a burst go at
/// once, since a conversation is no burst; what comes on top of them goes as one.
/// </summary>
internal sealed class MailTiming(DeskStore store, DeskZone zone)
{
    /// <summary>So many mails about one ticket go to one recipient within <see cref="Burst"/>.</summary>
    public const int AtOnce = 3;

    public static readonly TimeSpan Burst = TimeSpan.FromMinutes(10);

    /// <summary>How long rows are kept that no job came for.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<MailVerdict> OfAsync(SendMailArguments about, CancellationToken cancellationToken)
    {
        var now = store.Time.Instant();
        await using var tables = store.Read();
        var due = now;
        if (about.RecipientId is { } id)
        {
            if (HearingKinds.Of(about.Template) is not { } kind)
            {
                return MailVerdict.Now;
            }

            var (pace, hours) = await WishesAsync(tables, id, kind, cancellationToken);
            var clock = new HearingClock(zone.Of(hours?.TimeZone), hours);
            switch (about.Because == HearingReason.NobodyElse ? HearingPace.Now : pace)
            {
                case HearingPace.Never:
                    return MailVerdict.Unwanted;
                case HearingPace.Daily when await BrandAsync(tables, about.TicketId, cancellationToken) is { } brand:
                    return MailVerdict.Wait(clock.Summary(now), brand);
                default:
                    due = clock.Loud(now);
                    break;
            }
        }

        // What waits already goes first, and this with it.
        var waiting = await tables.HeldMail
            .Where(h => h.RecipientId == about.RecipientId && h.TicketId == about.TicketId && h.CcId == about.CcId && h.SummaryOfBrandId == null)
            .Select(h => (DateTimeOffset?)h.Due).MaxAsync(cancellationToken);
        var clear = waiting ?? await ClearOfBurstAsync(tables, about, now, cancellationToken);
        due = clear > due ? clear.Value : due;
        return due > now || waiting is not null ? MailVerdict.Wait(due) : MailVerdict.Now;
    }

    private static async Task<(HearingPace Pace, HearingHours? Hours)> WishesAsync(DeskTables tables, long personId, HearingKind kind, CancellationToken cancellationToken)
    {
        var pace = await tables.HearingChoices.Where(c => c.PersonId == personId && c.Kind == kind && c.Channel == HearingChannel.Mail)
            .Select(c => c.Pace).FirstOrDefaultAsync(cancellationToken);
        return (pace, await tables.HearingHours.FirstOrDefaultAsync(h => h.PersonId == personId, cancellationToken));
    }

    /// <summary>When one more mail is none too many; null where that is so already.</summary>
    private static async Task<DateTimeOffset?> ClearOfBurstAsync(DeskTables tables, SendMailArguments about, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - Burst;
        // By the address, as the index has it: of one who gets much mail, her own would all be gone through.
        var address = await (about.CcId is { } cc
            ? TicketCircle.Everything.Cc(tables).Where(c => c.Id == cc).Select(c => c.FoldedAddress)
            : tables.People.Where(p => p.Id == about.RecipientId).Select(p => p.FoldedAddress)).FirstOrDefaultAsync(cancellationToken);
        var latest = await tables.AllMail.Where(m => m.TicketId == about.TicketId && m.FoldedAddress == address && m.CreatedAt > since)
            .OrderByDescending(m => m.Id).Take(AtOnce).Select(m => m.CreatedAt).ToListAsync(cancellationToken);
        return latest.Count < AtOnce ? null : latest[^1] + Burst;
    }

    private static async Task<long?> BrandAsync(DeskTables tables, long ticketId, CancellationToken cancellationToken) =>
        await TicketCircle.Everything.Tickets(tables).Where(t => t.Id == ticketId).Select(t => (long?)t.BrandId).FirstOrDefaultAsync(cancellationToken);
}
