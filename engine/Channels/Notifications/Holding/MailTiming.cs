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
        var (due, kind) = (now, HearingKinds.Of(about.Template));
        if (about.RecipientId is not null && kind is null)
        {
            return MailVerdict.Now;
        }

        var wishes = await WishesAsync(tables, about, kind, cancellationToken);
        if (about.RecipientId is not null)
        {
            var clock = new HearingClock(zone.Of(wishes.Hours?.TimeZone), wishes.Hours);
            switch (about.Because == HearingReason.NobodyElse ? HearingPace.Now : wishes.Pace)
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
        var clear = wishes.Waiting ?? await ClearOfBurstAsync(tables, about, wishes.Address, now, cancellationToken);
        due = clear > due ? clear.Value : due;
        return due > now || wishes.Waiting is not null ? MailVerdict.Wait(due) : MailVerdict.Now;
    }

    private static async Task<Wishes> WishesAsync(DeskTables tables, SendMailArguments about, HearingKind? kind, CancellationToken cancellationToken)
    {
        var waiting = tables.HeldMail
            .Where(h => h.RecipientId == about.RecipientId && h.TicketId == about.TicketId && h.CcId == about.CcId && h.SummaryOfBrandId == null)
            .Select(h => (DateTimeOffset?)h.Due);
        if (about.CcId is { } cc)
        {
            var copy = await TicketCircle.Everything.Cc(tables).Where(c => c.Id == cc).Select(c => new { c.FoldedAddress, Waiting = waiting.Max() }).FirstOrDefaultAsync(cancellationToken);
            return new Wishes(copy?.FoldedAddress, default, Hours: null, copy?.Waiting);
        }

        var paces = tables.HearingChoices.Where(c => c.PersonId == about.RecipientId && c.Kind == kind && c.Channel == HearingChannel.Mail).Select(c => c.Pace);
        var person = await (
            from one in tables.People
            where one.Id == about.RecipientId
            join hours in tables.HearingHours on one.Id equals hours.PersonId into chosen
            from hours in chosen.DefaultIfEmpty()
            select new { one.FoldedAddress, Pace = paces.FirstOrDefault(), Hours = hours, Waiting = waiting.Max() }).FirstOrDefaultAsync(cancellationToken);
        return new Wishes(person?.FoldedAddress, person?.Pace ?? default, person?.Hours, person?.Waiting);
    }

    /// <summary>When one more mail is none too many; null where that is so already.</summary>
    /// <param name="address">As the index has it: of one who gets much mail, her own would all be gone through.</param>
    private static async Task<DateTimeOffset?> ClearOfBurstAsync(DeskTables tables, SendMailArguments about, string? address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - Burst;
        var latest = await tables.AllMail.Where(m => m.TicketId == about.TicketId && m.FoldedAddress == address && m.CreatedAt > since)
            .OrderByDescending(m => m.Id).Take(AtOnce).Select(m => m.CreatedAt).ToListAsync(cancellationToken);
        return latest.Count < AtOnce ? null : latest[^1] + Burst;
    }

    private static async Task<long?> BrandAsync(DeskTables tables, long ticketId, CancellationToken cancellationToken) =>
        await TicketCircle.Everything.Tickets(tables).Where(t => t.Id == ticketId).Select(t => (long?)t.BrandId).FirstOrDefaultAsync(cancellationToken);

    /// <summary>What a recipient has chosen, where she gets mail, and until when other mail about the ticket waits for her.</summary>
    private sealed record Wishes(string? Address, HearingPace Pace, HearingHours? Hours, DateTimeOffset? Waiting);
}
