using System.Security.Cryptography;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>
/// How a new desk gets its first administrator: whoever can read the server's console or its data directory has a code,
/// and with it makes her account. Nobody else gets in before her, and nothing like it is there after her.
/// </summary>
internal sealed class FirstAdministrator(DeskStore store, PersonDirectory people, Passwords passwords)
{
    public const string Made = "person.add-first-administrator";

    /// <summary>No letters and digits that look alike.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private const int Length = 32;
    private const int Group = 4;

    private volatile bool _isThere;

    /// <summary>Whether there is nobody yet. Once there is somebody, the answer costs nothing.</summary>
    public async ValueTask<bool> IsNeededAsync(CancellationToken cancellationToken)
    {
        if (!_isThere)
        {
            _isThere = await people.IsAnybodyThereAsync(cancellationToken);
        }

        return !_isThere;
    }

    /// <summary>Makes a code, in groups of four; those that were made before are over.</summary>
    public async Task<string> MakeCodeAsync(CancellationToken cancellationToken)
    {
        var code = RandomNumberGenerator.GetString(Alphabet, Length);
        await store.WriteAsync((unit, token) => AccountLinks.AddAsync(unit, AccountLinkPurpose.FirstAdministrator, personId: null, code, unit.Now, token), cancellationToken);
        return string.Join('-', code.Chunk(Group).Select(four => new string(four)));
    }

    /// <summary>Whether there is a code that has not expired.</summary>
    public async Task<bool> HasCodeAsync(CancellationToken cancellationToken)
    {
        var now = store.Time.Instant();
        await using var tables = store.Read();
        return await tables.AccountLinks.AnyAsync(l => l.Purpose == AccountLinkPurpose.FirstAdministrator && l.EndedAt == null && l.ExpiresAt > now, cancellationToken);
    }

    /// <summary>Makes the account, once.</summary>
    public async Task<PersonResult> MakeAsync(string code, string name, string address, string language, string password, CancellationToken cancellationToken)
    {
        var given = new NewPerson(OneLine.Of(name), StorableText.Of(address).Trim(), Role.Administrator, language) { Password = password };
        var refusals = PersonRules.Check(given).ToList();
        if (refusals.Count > 0)
        {
            return PersonResult.No(refusals);
        }

        var hash = passwords.Hash(password);
        return await store.WriteAsync(
            async (unit, token) =>
            {
                var link = await AccountLinks.UseAsync(unit, Tidy(code), [AccountLinkPurpose.FirstAdministrator], token);
                if (link is null || await unit.Desk.People.AnyAsync(token))
                {
                    unit.GiveUp();
                    return PersonResult.No(Refusal.Invalid("code", "desk.first-code-wrong"));
                }

                var person = new Person(unit.NewId(), given.Name, given.Address, Role.Administrator, language, unit.Now);
                person.SetPasswordHash(hash);
                unit.Desk.People.Add(person);
                AuditEntry.Record(unit, new Actor(person.Id, Role.Administrator, "web"), Made, person.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
                return new PersonResult(person, []);
            },
            cancellationToken);
    }

    /// <summary>As it was made: people type it with spaces, dashes and capitals.</summary>
    private static string Tidy(string code) => new([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
}
