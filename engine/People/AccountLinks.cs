using System.Buffers.Text;
using System.Security.Cryptography;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>Makes the secrets of links in mails, and finds what a secret is good for (LX8).</summary>
internal sealed class AccountLinks(DeskStore store)
{
    public static readonly TimeSpan InvitationLasts = TimeSpan.FromHours(72);
    public static readonly TimeSpan NewPasswordLasts = TimeSpan.FromHours(1);
    public static readonly TimeSpan FirstAdministratorLasts = TimeSpan.FromDays(30);

    /// <summary>How long one that is over is kept, to be seen in the audit's light.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int RandomBytes = 32;
    private static readonly int Length = Base64Url.GetEncodedLength(RandomBytes);

    /// <summary>Makes a secret of 256 random bits and returns it; nobody can read it again.</summary>
    /// <param name="since">
    /// Those of the same purpose and person that were made before then are over. A mail that is tried again makes another
    /// secret without ending the first one: nobody knows which of the two arrived.
    /// </param>
    public async Task<string> MakeAsync(AccountLinkPurpose purpose, long? personId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        await store.WriteAsync((unit, token) => AddAsync(unit, purpose, personId, secret, since, token), cancellationToken);
        return secret;
    }

    /// <summary>Keeps a secret that somebody else has made up, by its hash.</summary>
    public static async Task AddAsync(UnitOfWork unit, AccountLinkPurpose purpose, long? personId, string secret, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await Open(unit.Desk, purpose, personId).Where(l => l.CreatedAt < since)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.EndedAt, unit.Now), cancellationToken);
        unit.Desk.AccountLinks.Add(new AccountLink(unit.NewId(), purpose, personId, SecretHash.Of(secret), unit.Now, unit.Now + Lasts(purpose)));
    }

    /// <summary>What the secret is good for now; null when for nothing.</summary>
    public async Task<AccountLink?> FindAsync(string? secret, CancellationToken cancellationToken)
    {
        if (secret?.Length != Length)
        {
            return null;
        }

        await using var tables = store.Read();
        return await Usable(tables, SecretHash.Of(secret), store.Time.Instant()).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// Uses a secret up, and with it all others of its purpose and person. Of two who use it at the same time one does: the
    /// row is taken by a conditional update.
    /// </summary>
    public static async Task<AccountLink?> UseAsync(UnitOfWork unit, string? secret, CancellationToken cancellationToken)
    {
        var usable = Usable(unit.Desk, SecretHash.Of(secret ?? ""), unit.Now);
        if (await usable.AsNoTracking().FirstOrDefaultAsync(cancellationToken) is not { } link
            || await usable.ExecuteUpdateAsync(set => set.SetProperty(l => l.EndedAt, unit.Now), cancellationToken) != 1)
        {
            return null;
        }

        await EndAsync(unit, link.PersonId, cancellationToken, link.Purpose);
        return link;
    }

    /// <summary>Ends all that a person could still use, or those of one purpose.</summary>
    public static async Task EndAsync(UnitOfWork unit, long? personId, CancellationToken cancellationToken, AccountLinkPurpose? purpose = null) =>
        await unit.Desk.AccountLinks.Where(l => l.PersonId == personId && l.EndedAt == null && (purpose == null || l.Purpose == purpose))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.EndedAt, unit.Now), cancellationToken);

    private static IQueryable<AccountLink> Open(DeskTables tables, AccountLinkPurpose purpose, long? personId) =>
        tables.AccountLinks.Where(l => l.Purpose == purpose && l.PersonId == personId && l.EndedAt == null);

    private static IQueryable<AccountLink> Usable(DeskTables tables, string hash, DateTimeOffset now) =>
        tables.AccountLinks.Where(l => l.Hash == hash && l.EndedAt == null && l.ExpiresAt > now);

    private static TimeSpan Lasts(AccountLinkPurpose purpose) => purpose switch
    {
        AccountLinkPurpose.Invitation => InvitationLasts,
        AccountLinkPurpose.NewPassword => NewPasswordLasts,
        _ => FirstAdministratorLasts,
    };
}
