using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Channels.Notices;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>A session that is not over, and whose it is.</summary>
/// <param name="TicketId">The only ticket that it is for; null for somebody who has signed in.</param>
/// <param name="News">How much on her list of news she has not seen, up to <see cref="NoticeDesk.MostCounted"/>.</param>
internal sealed record LivingSession(Person Person, bool NeedsSecondFactor, DateTimeOffset SeenAt, long? TicketId = null, int News = 0);

/// <summary>Who is signed in, and where: sessions begin, are listed, and end (LX12).</summary>
internal sealed class SessionDesk(DeskStore store)
{
    public const string Ended = "account.end-session";
    public const string OthersEnded = "account.end-other-sessions";

    /// <summary>How long one lasts that is not used.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    private const int MostListed = 100;

    /// <summary>When it was last used is written down so often: each request reads, few write.</summary>
    private static readonly TimeSpan Seen = TimeSpan.FromHours(1);

    /// <param name="browser">What it calls itself.</param>
    /// <param name="place">Where it comes from; null where nobody can tell.</param>
    /// <param name="ticketId">The only ticket that a guest is to see by it; null for somebody who signs in.</param>
    /// <param name="hasProvedTwice">Whether she has shown a second factor elsewhere, so that she needs none here.</param>
    /// <returns>Its id.</returns>
    public Task<long> BeginAsync(Person person, string browser, string? place, CancellationToken cancellationToken, long? ticketId = null, bool hasProvedTwice = false) =>
        store.WriteAsync(
            async (unit, token) =>
            {
                var needsSecondFactor = person.IsStaff
                    && !hasProvedTwice
                    && await unit.Desk.AccessPolicies.AnyAsync(p => p.StaffNeedSecondFactor, token)
                    && !await unit.Desk.SecondFactors.AnyAsync(f => f.PersonId == person.Id && f.ConfirmedAt != null, token);
                var session = new Session(
                    unit.NewId(), person, Cut(browser, Session.LongestBrowser), place is null ? null : Cut(place, Session.LongestPlace), needsSecondFactor, unit.Now, ticketId);
                unit.Desk.Sessions.Add(session);
                return session.Id;
            },
            cancellationToken);

    /// <summary>Whose session it is; null when it is over. Each request asks this: the two rows by their keys, and how much is new by an index.</summary>
    public async Task<LivingSession?> FindAsync(long id, CancellationToken cancellationToken)
    {
        var since = store.Time.Instant() - Lasts;
        await using var tables = store.Read();
        return await (
            from session in tables.Sessions
            where session.Id == id && session.SeenAt > since
            join person in tables.People on session.PersonId equals person.Id
            where person.SecurityStamp == session.Stamp && person.DisabledAt == null
            select new LivingSession(
                person,
                session.NeedsSecondFactor,
                session.SeenAt,
                session.TicketId,
                tables.Notices.Where(n => n.PersonId == person.Id && n.SeenAt == null).Take(NoticeDesk.MostCounted).Count())).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Writes down that it was used, if that was not done within the hour.</summary>
    public async Task SeeAsync(long id, LivingSession session, CancellationToken cancellationToken)
    {
        var now = store.Time.Instant();
        if (now - session.SeenAt > Seen)
        {
            await store.WriteAsync(
                (unit, token) => unit.Desk.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now), token), cancellationToken);
        }
    }

    /// <summary>Whether it goes on.</summary>
    public async Task<bool> LivesAsync(long id, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await Living(tables, store.Time.Instant()).AnyAsync(s => s.Id == id, cancellationToken);
    }

    /// <summary>Those of a person, the last used first, as many as anybody looks through.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(long personId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await Living(tables, store.Time.Instant()).Where(s => s.PersonId == personId).OrderByDescending(s => s.SeenAt).ThenByDescending(s => s.Id).Take(MostListed).ToListAsync(cancellationToken);
    }

    /// <summary>Ends one session of a person; of somebody else's nothing happens.</summary>
    public Task EndAsync(Actor actor, long id, CancellationToken cancellationToken) =>
        EndAsync(actor, Ended, tables => tables.Sessions.Where(s => s.PersonId == actor.PersonId && s.Id == id), cancellationToken);

    /// <summary>Ends all sessions of a person but the one.</summary>
    public Task EndOthersAsync(Actor actor, long but, CancellationToken cancellationToken) =>
        EndAsync(actor, OthersEnded, tables => tables.Sessions.Where(s => s.PersonId == actor.PersonId && s.Id != but), cancellationToken);

    private Task EndAsync(Actor actor, string act, Func<DeskTables, IQueryable<Session>> which, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async (unit, token) =>
            {
                if (await which(unit.Desk).ExecuteDeleteAsync(token) > 0)
                {
                    AuditEntry.Record(unit, actor, act, actor.PersonId!.Value.ToString(CultureInfo.InvariantCulture));
                }
            },
            cancellationToken);

    private static IQueryable<Session> Living(DeskTables tables, DateTimeOffset now)
    {
        var since = now - Lasts;
        return tables.Sessions.Where(s => s.SeenAt > since && tables.People.Any(p => p.Id == s.PersonId && p.SecurityStamp == s.Stamp && p.DisabledAt == null));
    }

    private static string Cut(string text, int longest) => OneLine.Of(text) is { } line && line.Length > longest ? line[..longest] : OneLine.Of(text);
}
