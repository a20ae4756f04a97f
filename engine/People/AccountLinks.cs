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

    public static readonly TimeSpan GuestConfirmationLasts = TimeSpan.FromHours(24);

    /// <summary>Each mail to a guest brings a new one.</summary>
    public static readonly TimeSpan GuestTicketLasts = TimeSpan.FromDays(30);

    /// <summary>What leads to a password.</summary>
    public static readonly IReadOnlyList<AccountLinkPurpose> ToPassword = [AccountLinkPurpose.Invitation, AccountLinkPurpose.NewPassword];

    /// <summary>What leads a guest to her ticket.</summary>
    public static readonly IReadOnlyList<AccountLinkPurpose> ToTicket = [AccountLinkPurpose.GuestConfirmation, AccountLinkPurpose.GuestTicket];

    /// <summary>What makes an account at another provider hers.</summary>
    public static readonly IReadOnlyList<AccountLinkPurpose> ToProvider = [AccountLinkPurpose.Provider];

    public static readonly TimeSpan ProviderLasts = TimeSpan.FromHours(24);

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
        var secret = NewSecret();
        await store.WriteAsync((unit, token) => AddAsync(unit, purpose, personId, secret, since, token), cancellationToken);
        return secret;
    }

    /// <summary>As <see cref="MakeAsync"/>, for one thing; the links of mails before go on until they expire.</summary>
    /// <param name="aboutId">As <see cref="AccountLink.AboutId"/>.</param>
    public async Task<string> MakeAboutAsync(AccountLinkPurpose purpose, long? personId, long aboutId, CancellationToken cancellationToken)
    {
        var secret = NewSecret();
        await store.WriteAsync(
            (unit, _) =>
            {
                unit.Desk.AccountLinks.Add(new AccountLink(unit.NewId(), purpose, personId, SecretHash.Of(secret), unit.Now, unit.Now + Lasts(purpose), aboutId));
                return Task.CompletedTask;
            },
            cancellationToken);
        return secret;
    }

    /// <summary>Keeps a secret that somebody else has made up, by its hash.</summary>
    public static async Task AddAsync(UnitOfWork unit, AccountLinkPurpose purpose, long? personId, string secret, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await Open(unit.Desk, purpose, personId).Where(l => l.CreatedAt < since)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.EndedAt, unit.Now), cancellationToken);
        unit.Desk.AccountLinks.Add(new AccountLink(unit.NewId(), purpose, personId, SecretHash.Of(secret), unit.Now, unit.Now + Lasts(purpose)));
    }

    /// <summary>What the secret is good for now; null when for none of the purposes.</summary>
    public async Task<AccountLink?> FindAsync(string? secret, IReadOnlyList<AccountLinkPurpose> purposes, CancellationToken cancellationToken)
    {
        if (secret?.Length != Length)
        {
            return null;
        }

        await using var tables = store.Read();
        return await Usable(tables, SecretHash.Of(secret), store.Time.Instant(), purposes).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// Uses a secret up, and with it all others of its purpose and person. Of two who use it at the same time one does: the
    /// row is taken by a conditional update.
    /// </summary>
    public static async Task<AccountLink?> UseAsync(UnitOfWork unit, string? secret, IReadOnlyList<AccountLinkPurpose> purposes, CancellationToken cancellationToken)
    {
        var usable = Usable(unit.Desk, SecretHash.Of(secret ?? ""), unit.Now, purposes);
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

    /// <summary>A secret never opens a door that it was not made for: a guest's leads to no password.</summary>
    private static IQueryable<AccountLink> Usable(DeskTables tables, string hash, DateTimeOffset now, IReadOnlyList<AccountLinkPurpose> purposes) =>
        tables.AccountLinks.Where(l => l.Hash == hash && l.EndedAt == null && l.ExpiresAt > now && purposes.Contains(l.Purpose));

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    private static TimeSpan Lasts(AccountLinkPurpose purpose) => purpose switch
    {
        AccountLinkPurpose.Invitation => InvitationLasts,
        AccountLinkPurpose.NewPassword => NewPasswordLasts,
        AccountLinkPurpose.GuestConfirmation => GuestConfirmationLasts,
        AccountLinkPurpose.GuestTicket => GuestTicketLasts,
        AccountLinkPurpose.Provider => ProviderLasts,
        _ => FirstAdministratorLasts,
    };
}
