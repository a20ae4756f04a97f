using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Channels.Notifications.Accounts;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>The person that was added or changed, or why none was.</summary>
internal sealed record PersonResult(Person? Person, IReadOnlyList<Refusal> Refusals)
{
    public bool IsDone => Refusals.Count == 0;

    public static PersonResult No(params IReadOnlyList<Refusal> refusals) => new(Person: null, refusals);
}

/// <summary>Who has signed in.</summary>
/// <param name="Person">Null when nobody has.</param>
/// <param name="Wait">How long nobody will from here or with this address, right or wrong; null when it may be tried again.</param>
internal sealed record SignInResult(Person? Person, TimeSpan? Wait = null);

/// <summary>Somebody to add.</summary>
internal sealed record NewPerson(string Name, string Address, Role Role, string Language)
{
    /// <summary>Null for none yet: nobody signs in as her until she has one.</summary>
    public string? Password { get; init; }

    /// <summary>What she belongs to; null for nothing.</summary>
    public long? OrganisationId { get; init; }

    /// <summary>Whether a mail invites her to choose a password.</summary>
    public bool IsInvited { get; init; }
}

/// <summary>The door for accounts: who signs in, who is added, and how she comes to a password.</summary>
internal sealed class AccountDesk(DeskStore store, PersonDirectory people, Passwords passwords, SignInGuards guards)
{
    public const string SignedIn = "account.sign-in";
    public const string SignInFailed = "account.sign-in-failed";
    public const string NewPasswordAsked = "account.ask-new-password";
    public const string PasswordSet = "account.set-password";
    public const string OwnChanged = "account.change";
    public const string Added = "person.add";

    private const string Web = "web";

    /// <summary>
    /// The person whose address and password these are. Neither the answer nor the time tells whether there is such an
    /// address (LX10): the same is counted, hashed and written either way. While address or place are locked, the right
    /// password is refused like a wrong one (LX11).
    /// </summary>
    /// <param name="client">Where the attempt comes from, as the connection says, never what a request claims; null where nobody can tell.</param>
    public async Task<SignInResult> SignInAsync(string address, string password, string? client, CancellationToken cancellationToken)
    {
        var (attempt, place) = (GuardedAttempt.AtAddress(address), GuardedAttempt.FromPlace(client));
        if (await guards.TryAsync(cancellationToken, attempt, place) is { } wait)
        {
            return new SignInResult(Person: null, wait);
        }

        var person = await people.FindAsync(address, cancellationToken);
        var verdict = passwords.Verify(person?.PasswordHash, password);
        var isIn = verdict != PasswordVerdict.Wrong && person!.DisabledAt is null;
        var better = isIn && verdict == PasswordVerdict.RightButStale ? passwords.Hash(password) : null;
        await store.WriteAsync(
            async (unit, token) =>
            {
                if (better is not null && await unit.Desk.People.FirstOrDefaultAsync(p => p.Id == person!.Id, token) is { } stored && stored.PasswordHash == person!.PasswordHash)
                {
                    stored.RehashPassword(better);
                }

                if (isIn)
                {
                    await SignInGuards.ForgetAsync(unit, attempt, token);
                    await SignInGuards.ForgiveAsync(unit, place, token);
                }

                Record(unit, By(person), isIn ? SignedIn : SignInFailed, person?.Id);
            },
            cancellationToken);
        return new SignInResult(isIn ? person : null);
    }

    /// <summary>
    /// Sends a link by which a password can be chosen, the first one too, to an address that somebody has added. What is
    /// done and answered is the same where there is no such address (LX10): a row goes to the outbox, which then writes to nobody.
    /// </summary>
    /// <returns>How long to wait, where this address or place has asked too often; null else.</returns>
    public async Task<TimeSpan?> AskNewPasswordAsync(string address, string? client, CancellationToken cancellationToken)
    {
        if (await guards.TryAsync(cancellationToken, GuardedAttempt.MailTo(address), GuardedAttempt.MailFrom(client)) is { } wait)
        {
            return wait;
        }

        // A guest was let in by nobody, so she gets no account by asking for one.
        var person = await people.FindAsync(address, cancellationToken) is { IsGuest: false } known ? known : null;
        await store.WriteAsync(
            (unit, _) =>
            {
                SendAccountMail.Schedule(unit, new AccountMailArguments(AccountLinkPurpose.NewPassword, person?.Id));
                Record(unit, By(person), NewPasswordAsked, person?.Id);
                return Task.CompletedTask;
            },
            cancellationToken);
        return null;
    }

    /// <summary>Sets the password of the person whom the secret was sent to, and ends secret and sessions.</summary>
    public async Task<PersonResult> ChoosePasswordAsync(string? secret, string password, CancellationToken cancellationToken)
    {
        if (PersonRules.Password(password, "password") is { } wrong)
        {
            return PersonResult.No(wrong);
        }

        var hash = passwords.Hash(password);
        return await store.WriteAsync(
            async (unit, token) =>
            {
                if (await AccountLinks.UseAsync(unit, secret, AccountLinks.ToPassword, token) is not { PersonId: { } id }
                    || await unit.Desk.People.FirstOrDefaultAsync(p => p.Id == id && p.DisabledAt == null, token) is not { } person)
                {
                    unit.GiveUp();
                    return PersonResult.No(new Refusal(RefusalKind.NotFound, new Phrase("desk.account-link-over")));
                }

                await SetPasswordAsync(unit, person, hash, token);
                return new PersonResult(person, []);
            },
            cancellationToken);
    }

    /// <summary>Sets another password for somebody who is signed in and knows the one before; her other sessions end.</summary>
    public async Task<PersonResult> ChangePasswordAsync(long personId, string before, string after, string? client, CancellationToken cancellationToken)
    {
        if (PersonRules.Password(after, "password") is { } wrong)
        {
            return PersonResult.No(wrong);
        }

        var known = await people.FindAsync(personId, cancellationToken);
        var place = GuardedAttempt.FromPlace(client);
        if (await guards.TryAsync(cancellationToken, GuardedAttempt.AtAddress(known?.Address ?? ""), place) is { } wait)
        {
            return PersonResult.No(new Refusal(RefusalKind.Unavailable, new Phrase("desk.too-many-attempts", Minutes(wait)), "current"));
        }

        if (passwords.Verify(known?.PasswordHash, before) == PasswordVerdict.Wrong)
        {
            return PersonResult.No(Refusal.Invalid("current", "desk.password-wrong"));
        }

        var hash = passwords.Hash(after);
        return await store.WriteAsync(
            async (unit, token) =>
            {
                var person = await unit.Desk.People.SingleAsync(p => p.Id == personId, token);
                await SignInGuards.ForgiveAsync(unit, place, token);
                await SetPasswordAsync(unit, person, hash, token);
                return new PersonResult(person, []);
            },
            cancellationToken);
    }

    /// <summary>What somebody says of herself: the language of her mail and, of the staff, on which day she is back (row B5).</summary>
    /// <param name="until">When the day begins on which she hears again of what is hers to answer; null while she is there.</param>
    public async Task<PersonResult> ChangeOwnAsync(long personId, string language, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        if (until is not null && until <= store.Time.Instant())
        {
            return PersonResult.No(Refusal.Invalid("backOn", "desk.back-on-past"));
        }

        return await store.WriteAsync(
            async (unit, token) =>
            {
                var person = await unit.Desk.People.SingleAsync(p => p.Id == personId, token);
                if (PersonRules.Check(person.Name, person.Role, language).ToList() is { Count: > 0 } refusals)
                {
                    unit.GiveUp();
                    return PersonResult.No(refusals);
                }

                person.Rename(person.Name, language);
                person.SetAway(person.IsStaff ? until : null);
                Record(unit, By(person), OwnChanged, person.Id);
                return new PersonResult(person, []);
            },
            cancellationToken);
    }

    /// <summary>Adds a person.</summary>
    /// <param name="language">A culture's name (BCP 47); what mail to her is written in.</param>
    /// <param name="password">Null for none yet: nobody signs in as her until she has one.</param>
    /// <param name="by">Who adds her, for the audit.</param>
    public Task<PersonResult> AddPersonAsync(string name, string address, Role role, string language, string? password, Actor by, CancellationToken cancellationToken) =>
        AddPersonAsync(new NewPerson(name, address, role, language) { Password = password }, by, cancellationToken);

    /// <summary>Adds a person, and invites her where that is wanted.</summary>
    public async Task<PersonResult> AddPersonAsync(NewPerson given, Actor by, CancellationToken cancellationToken)
    {
        given = given with { Name = OneLine.Of(given.Name), Address = StorableText.Of(given.Address).Trim() };
        var refusals = PersonRules.Check(given).ToList();
        if (refusals.Count > 0)
        {
            return PersonResult.No(refusals);
        }

        var hash = given.Password is null ? null : passwords.Hash(given.Password);
        try
        {
            return await store.WriteAsync((unit, token) => AddAsync(unit, given, hash, by, token), cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Where two may write at once, the index decides between two who add the same address.
            if (await people.FindAsync(given.Address, CancellationToken.None) is null)
            {
                throw;
            }

            return Taken();
        }
    }

    /// <summary>Whole minutes to wait, for a sentence; never none.</summary>
    public static int Minutes(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes));

    /// <summary>Leaves an invitation to be sent.</summary>
    public static void Invite(UnitOfWork unit, Person person)
    {
        person.Invite(unit.Now);
        SendAccountMail.Schedule(unit, new AccountMailArguments(AccountLinkPurpose.Invitation, person.Id));
    }

    /// <summary>Adds a person in a unit of work that is open, checked before. A guest with that address is let in instead.</summary>
    internal static async Task<PersonResult> AddAsync(UnitOfWork unit, NewPerson given, string? hash, Actor by, CancellationToken cancellationToken)
    {
        var folded = Person.Fold(given.Address);
        var person = await unit.Desk.People.FirstOrDefaultAsync(p => p.FoldedAddress == folded, cancellationToken);
        if (person is { IsGuest: false })
        {
            unit.GiveUp();
            return Taken();
        }

        if (person is null)
        {
            person = new Person(unit.NewId(), given.Name, given.Address, given.Role, given.Language, unit.Now);
            unit.Desk.People.Add(person);
        }
        else
        {
            person.Rename(given.Name, given.Language);
            person.ChangeRole(given.Role);
            person.Admit();
        }

        if (given.OrganisationId is { } organisation)
        {
            if (!await unit.Desk.Organisations.AnyAsync(o => o.Id == organisation, cancellationToken))
            {
                unit.GiveUp();
                return PersonResult.No(Refusal.Invalid("organisation", "desk.organisation-unknown"));
            }

            unit.Desk.Memberships.Add(new Membership(person.Id, organisation));
        }

        if (hash is not null)
        {
            person.SetPasswordHash(hash);
        }

        if (given.IsInvited)
        {
            Invite(unit, person);
        }

        // What she wrote before she was let in becomes hers now (row A1).
        await HeldMessages.ReleaseAsync(unit, folded, by.PersonId, cancellationToken);
        Record(unit, by, Added, person.Id);
        return new PersonResult(person, []);
    }

    private static async Task SetPasswordAsync(UnitOfWork unit, Person person, string hash, CancellationToken cancellationToken)
    {
        person.SetPasswordHash(hash);
        await AccountLinks.EndAsync(unit, person.Id, cancellationToken);
        await SignInGuards.ForgetAsync(unit, GuardedAttempt.AtAddress(person.Address), cancellationToken);
        Record(unit, By(person), PasswordSet, person.Id);
    }

    private static Actor By(Person? person) => new(person?.Id, person?.Role ?? Role.Customer, Web);

    private static void Record(UnitOfWork unit, Actor actor, string act, long? subject) =>
        AuditEntry.Record(unit, actor, act, subject?.ToString(CultureInfo.InvariantCulture) ?? "");

    private static PersonResult Taken() => PersonResult.No(Refusal.Invalid("address", "desk.person-address-taken"));
}
