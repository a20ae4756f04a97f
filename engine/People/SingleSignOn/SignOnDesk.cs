using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Channels.Notifications.Accounts;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People.SingleSignOn;

/// <summary>Who comes in by another provider.</summary>
/// <param name="Person">Null: the account there is nobody's here.</param>
/// <param name="PendingId">What waits for the link of a mail, in the browser that it began in; null where nothing does.</param>
/// <param name="Wait">How long to wait, where the address or the place has asked too often.</param>
internal sealed record SignOnResult(Person? Person, long? PendingId = null, TimeSpan? Wait = null);

/// <summary>
/// The door for accounts at other providers. An address that a provider names proves nothing here (LX14): an account there becomes
/// somebody's by her who is signed in, or by a mail to the address that the desk knows, opened in the browser that it began in.
/// </summary>
internal sealed class SignOnDesk(DeskStore store, SignInGuards guards, PersonDirectory people)
{
    public const string Linked = "account.link-provider";
    public const string Unlinked = "account.unlink-provider";

    private const string Web = "web";

    /// <summary>Lets somebody in whose account it is; else has her prove that the address is hers. The answer does not say whether the desk knows it (LX10).</summary>
    /// <param name="client">Where the attempt comes from, as the connection says; null where nobody can tell.</param>
    public async Task<SignOnResult> EnterAsync(ExternalIdentity identity, string? client, CancellationToken cancellationToken)
    {
        if (await FindAsync(identity, cancellationToken) is { } person)
        {
            if (person.DisabledAt is not null)
            {
                return new SignOnResult(Person: null);
            }

            await store.WriteAsync(
                (unit, _) =>
                {
                    Record(unit, By(person), AccountDesk.SignedIn, person.Id);
                    return Task.CompletedTask;
                },
                cancellationToken);
            return new SignOnResult(person);
        }

        return identity.Address is { } address ? await AskAsync(identity, address, client, cancellationToken) : new SignOnResult(Person: null);
    }

    /// <summary>Makes the account hers who is signed in.</summary>
    public async Task<Refusal?> LinkAsync(ExternalIdentity identity, Actor by, CancellationToken cancellationToken)
    {
        try
        {
            return await OnceAsync();
        }
        catch (DbUpdateException)
        {
            // Two at the same moment, where two may write at once: the index has decided whose it is.
            return await OnceAsync();
        }

        Task<Refusal?> OnceAsync() => store.WriteAsync(
            async (unit, token) => by is { PersonId: { } id, OnlyTicket: null } ? await AddAsync(unit, identity, id, by, token) : Taken(),
            cancellationToken);
    }

    /// <summary>Makes the account hers who has the secret of the mail, in the browser that it began in.</summary>
    /// <param name="pendingId">What that browser keeps.</param>
    public Task<Person?> ConfirmAsync(string? secret, long pendingId, CancellationToken cancellationToken) => store.WriteAsync(
        async (unit, token) =>
        {
            var now = unit.Now;
            if (await AccountLinks.UseAsync(unit, secret, AccountLinks.ToProvider, token) is not { PersonId: { } id } link
                || link.AboutId != pendingId
                || await unit.Desk.PendingAccounts.AsNoTracking().FirstOrDefaultAsync(p => p.Id == pendingId && p.PersonId == id && p.ExpiresAt > now, token) is not { } pending
                || await unit.Desk.People.FirstOrDefaultAsync(p => p.Id == id && p.DisabledAt == null, token) is not { } person
                || await AddAsync(unit, pending.Identity, id, By(person), token) is not null)
            {
                unit.GiveUp();
                return null;
            }

            await unit.Desk.PendingAccounts.Where(p => p.Id == pendingId).ExecuteDeleteAsync(token);
            return person;
        },
        cancellationToken);

    /// <summary>Whether the secret is one of a mail that is still good, and began in that browser.</summary>
    public async Task<bool> IsGoodAsync(AccountLink? link, long? pendingId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return link is { AboutId: { } about } && about == pendingId && await tables.PendingAccounts.AnyAsync(p => p.Id == about, cancellationToken);
    }

    public async Task<IReadOnlyList<ExternalAccount>> ListAsync(long personId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.ExternalAccounts.Where(a => a.PersonId == personId).OrderBy(a => a.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Signs in by it no more. Whoever has no password gets one by 'forgot password'.</summary>
    public Task EndAsync(long id, Actor by, CancellationToken cancellationToken) => store.WriteAsync(
        async (unit, token) =>
        {
            if (await unit.Desk.ExternalAccounts.Where(a => a.Id == id && a.PersonId == by.PersonId).ExecuteDeleteAsync(token) > 0)
            {
                Record(unit, by, Unlinked, by.PersonId);
            }
        },
        cancellationToken);

    private async Task<Person?> FindAsync(ExternalIdentity identity, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await (
            from account in tables.ExternalAccounts
            where account.Subject == identity.Subject && account.Issuer == identity.Issuer
            join person in tables.People on account.PersonId equals person.Id
            select person).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Sends a mail to whoever has the address here, or writes as much for nobody.</summary>
    private async Task<SignOnResult> AskAsync(ExternalIdentity identity, string address, string? client, CancellationToken cancellationToken)
    {
        if (await guards.TryAsync(cancellationToken, GuardedAttempt.MailTo(address), GuardedAttempt.MailFrom(client)) is { } wait)
        {
            return new SignOnResult(Person: null, Wait: wait);
        }

        var person = await people.FindAsync(address, cancellationToken) is { IsGuest: false, DisabledAt: null } known ? known : null;
        var pendingId = await store.WriteAsync(
            (unit, _) =>
            {
                var pending = new PendingAccount(unit.NewId(), person?.Id, identity, unit.Now);
                unit.Desk.PendingAccounts.Add(pending);
                SendAccountMail.Schedule(unit, new AccountMailArguments(AccountLinkPurpose.Provider, person?.Id) { AboutId = pending.Id });
                return Task.FromResult(pending.Id);
            },
            cancellationToken);
        return new SignOnResult(Person: null, pendingId);
    }

    private static async Task<Refusal?> AddAsync(UnitOfWork unit, ExternalIdentity identity, long personId, Actor by, CancellationToken cancellationToken)
    {
        var owner = await unit.Desk.ExternalAccounts.Where(a => a.Subject == identity.Subject && a.Issuer == identity.Issuer).Select(a => (long?)a.PersonId).FirstOrDefaultAsync(cancellationToken);
        if (owner is not null)
        {
            return owner == personId ? null : Taken();
        }

        unit.Desk.ExternalAccounts.Add(new ExternalAccount(unit.NewId(), personId, identity, unit.Now));
        Record(unit, by, Linked, personId);
        return null;
    }

    private static Refusal Taken() => new(RefusalKind.Conflict, new Phrase("desk.external-account-taken"));

    private static Actor By(Person person) => new(person.Id, person.Role, Web);

    private static void Record(UnitOfWork unit, Actor by, string act, long? subject) => AuditEntry.Record(unit, by, act, subject?.ToString(CultureInfo.InvariantCulture) ?? "");
}
