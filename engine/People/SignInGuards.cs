using System.Security.Cryptography;
using System.Text;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>Something that may be tried so often and no oftener.</summary>
/// <param name="Kind">What is tried, and what is counted by.</param>
/// <param name="Most">How many times in a row before it is locked.</param>
internal sealed record GuardedAttempt(string Kind, string Subject, int Most)
{
    /// <summary>Guessing one person's password.</summary>
    public static GuardedAttempt AtAddress(string address) => new("sign-in-address", Person.Fold(StorableText.Of(address)), 10);

    /// <summary>Guessing anybody's from one place. More than for one address: a whole office may share a place.</summary>
    public static GuardedAttempt FromPlace(string? client) => new("sign-in-client", client ?? "", 50);

    /// <summary>Guessing one person's code (LX13): of six digits there are a million, three of which are right at a time.</summary>
    public static GuardedAttempt Code(long personId) => new("second-factor", personId.ToString(System.Globalization.CultureInfo.InvariantCulture), 5);

    /// <summary>Asking for mail to one person: nobody's mailbox is to be filled.</summary>
    public static GuardedAttempt MailTo(string address) => new("mail-address", Person.Fold(StorableText.Of(address)), 5);

    /// <summary>Asking for mail to many from one place.</summary>
    public static GuardedAttempt MailFrom(string? client) => new("mail-client", client ?? "", 30);

    /// <summary>A hash: what people type into the field for the address is nobody's business, and may be a password.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind}\n{Subject}")));
}

/// <summary>
/// Counts attempts in the database, known address or not, so that neither a restart nor another server forgets them
/// (LX10, LX11). An attempt is counted before it is judged: a thousand at the same time are a thousand.
/// </summary>
internal sealed class SignInGuards(DeskStore store)
{
    /// <summary>After so long a quiet the attempts are forgotten.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>The first lock; each further one is twice as long.</summary>
    public static readonly TimeSpan FirstLock = TimeSpan.FromMinutes(15);

    /// <summary>No lock is longer, and after a lock and so long a quiet all is forgotten.</summary>
    public static readonly TimeSpan LongestLock = TimeSpan.FromDays(1);

    private const int Rounds = 20;

    /// <summary>Counts an attempt.</summary>
    /// <returns>How long to wait, when one of them is locked; null when the attempt may be made.</returns>
    public async Task<TimeSpan?> TryAsync(CancellationToken cancellationToken, params GuardedAttempt[] attempts)
    {
        for (var round = 1; ; round++)
        {
            try
            {
                return await store.WriteAsync((unit, token) => TryAsync(unit, attempts, token), cancellationToken);
            }
            catch (DbUpdateException) when (round < Rounds)
            {
                // Another server counted the same at this moment: now its count is there.
            }
        }
    }

    /// <summary>It was her after all: what she mistyped before does not count any more.</summary>
    public static Task ForgetAsync(UnitOfWork unit, GuardedAttempt attempt, CancellationToken cancellationToken)
    {
        var key = attempt.Key;
        return unit.Desk.SignInGuards.Where(g => g.Key == key).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>This attempt was a right one; what others did from the same place counts on.</summary>
    public static Task ForgiveAsync(UnitOfWork unit, GuardedAttempt attempt, CancellationToken cancellationToken)
    {
        var (key, most) = (attempt.Key, attempt.Most);
        return unit.Desk.SignInGuards.Where(g => g.Key == key && g.Failures > 0).ExecuteUpdateAsync(
            set => set
                .SetProperty(g => g.LockedUntil, g => g.Failures % most == 0 ? null : g.LockedUntil)
                .SetProperty(g => g.Failures, g => g.Failures - 1),
            cancellationToken);
    }

    private static async Task<TimeSpan?> TryAsync(UnitOfWork unit, GuardedAttempt[] attempts, CancellationToken cancellationToken)
    {
        TimeSpan? wait = null;
        var counted = new List<(SignInGuard Guard, int Failures, DateTimeOffset? Until)>();
        // What nobody can tell the place of is not counted by place.
        foreach (var attempt in attempts.Where(attempt => attempt.Subject.Length > 0))
        {
            var guard = await unit.Desk.SignInGuards.FindAsync([attempt.Key], cancellationToken);
            if (guard is null)
            {
                guard = new SignInGuard(attempt.Key);
                unit.Desk.SignInGuards.Add(guard);
            }

            if (guard.LockedUntil > unit.Now)
            {
                var left = guard.LockedUntil.Value - unit.Now;
                wait = wait > left ? wait : left;
                continue;
            }

            var failures = (IsForgotten(guard, unit.Now) ? 0 : guard.Failures) + 1;
            counted.Add((guard, failures, failures % attempt.Most == 0 ? unit.Now + Lock(failures / attempt.Most) : null));
        }

        if (wait is not null)
        {
            unit.GiveUp();
            return wait;
        }

        counted.ForEach(count => count.Guard.Fail(count.Failures, unit.Now, count.Until));
        return null;
    }

    private static bool IsForgotten(SignInGuard guard, DateTimeOffset now) =>
        now - (guard.LockedUntil ?? guard.LastFailureAt) > (guard.LockedUntil is null ? Window : LongestLock);

    private static TimeSpan Lock(int times) =>
        times > 7 || FirstLock * Math.Pow(2, times - 1) > LongestLock ? LongestLock : FirstLock * Math.Pow(2, times - 1);
}
