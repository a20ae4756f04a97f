using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>The person that was added, or why none was.</summary>
internal sealed record PersonResult(Person? Person, IReadOnlyList<Refusal> Refusals)
{
    public bool IsDone => Refusals.Count == 0;
}

/// <summary>The door for accounts: who signs in, and who is added.</summary>
internal sealed class AccountDesk(DeskStore store, PersonDirectory people, Passwords passwords)
{
    public const string SignedIn = "account.sign-in";
    public const string SignInFailed = "account.sign-in-failed";
    public const string Added = "person.add";

    /// <summary>
    /// The person whose address and password these are; null else. Neither the answer nor the time tells whether there
    /// is such an address (LX10): the same hashing is done and one row of audit is written either way.
    /// </summary>
    public async Task<Person?> SignInAsync(string address, string password, CancellationToken cancellationToken)
    {
        var person = await people.FindAsync(address, cancellationToken);
        var verdict = passwords.Verify(person?.PasswordHash, password);
        var better = verdict == PasswordVerdict.RightButStale ? passwords.Hash(password) : null;
        await store.WriteAsync(
            async (unit, token) =>
            {
                if (better is not null && await unit.Desk.People.FirstOrDefaultAsync(p => p.Id == person!.Id, token) is { } stored && stored.PasswordHash == person!.PasswordHash)
                {
                    stored.RehashPassword(better);
                }

                var act = verdict == PasswordVerdict.Wrong ? SignInFailed : SignedIn;
                Record(unit, new Actor(person?.Id, person?.Role ?? Role.Customer, "web"), act, person?.Id);
            },
            cancellationToken);
        return verdict == PasswordVerdict.Wrong ? null : person;
    }

    /// <summary>Adds a person.</summary>
    /// <param name="language">A culture's name (BCP 47); what mail to her is written in.</param>
    /// <param name="password">Null for none yet: nobody signs in as her until she has one.</param>
    /// <param name="by">Who adds her, for the audit.</param>
    public async Task<PersonResult> AddPersonAsync(string name, string address, Role role, string language, string? password, Actor by, CancellationToken cancellationToken)
    {
        var called = OneLine.Of(name);
        var mailbox = StorableText.Of(address).Trim();
        var refusals = Check(called, mailbox, role, language, password).ToList();
        if (refusals.Count > 0)
        {
            return new PersonResult(Person: null, refusals);
        }

        var hash = password is null ? null : passwords.Hash(password);
        try
        {
            return await store.WriteAsync((unit, token) => AddAsync(unit, called, mailbox, role, language, hash, by, token), cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Where two may write at once, the index decides between two who add the same address.
            if (await people.FindAsync(mailbox, CancellationToken.None) is null)
            {
                throw;
            }

            return Taken();
        }
    }

    private static async Task<PersonResult> AddAsync(UnitOfWork unit, string name, string address, Role role, string language, string? hash, Actor by, CancellationToken cancellationToken)
    {
        var person = new Person(unit.NewId(), name, address, role, language, unit.Now);
        if (await unit.Desk.People.AnyAsync(p => p.FoldedAddress == person.FoldedAddress, cancellationToken))
        {
            unit.GiveUp();
            return Taken();
        }

        if (hash is not null)
        {
            person.SetPasswordHash(hash);
        }

        unit.Desk.People.Add(person);
        Record(unit, by, Added, person.Id);
        return new PersonResult(person, []);
    }

    private static IEnumerable<Refusal> Check(string name, string address, Role role, string language, string? password)
    {
        foreach (var refusal in PersonCheck.Of(name, address, language))
        {
            yield return refusal;
        }

        if (!Enum.IsDefined(role))
        {
            yield return Invalid("role", "desk.person-role-unknown");
        }

        if (password is { Length: < Passwords.Shortest })
        {
            yield return Invalid("password", "desk.password-too-short", Passwords.Shortest);
        }
        else if (password is { Length: > Passwords.Longest })
        {
            yield return Invalid("password", "desk.password-too-long", Passwords.Longest);
        }
    }

    private static void Record(UnitOfWork unit, Actor actor, string act, long? subject) =>
        unit.Desk.Audit.Add(new AuditEntry(unit.NewId(), actor.PersonId, actor.Channel, act, subject?.ToString(CultureInfo.InvariantCulture) ?? "", unit.Now));

    private static PersonResult Taken() => new(Person: null, [Invalid("address", "desk.person-address-taken")]);

    private static Refusal Invalid(string field, string key, params IReadOnlyList<object> arguments) =>
        new(RefusalKind.Invalid, new Phrase(key, arguments), field);
}
