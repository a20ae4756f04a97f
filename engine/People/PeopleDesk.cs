using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.People.SecondFactors;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>What administrators do with people who are there.</summary>
internal sealed class PeopleDesk(DeskStore store)
{
    public const string Invited = "person.invite";
    public const string Changed = "person.change";
    public const string RoleChanged = "person.change-role";
    public const string Disabled = "person.disable";
    public const string Enabled = "person.enable";
    public const string MailTried = "person.try-mail";
    public const string SecondFactorReset = "person.reset-second-factor";

    /// <summary>Sends another invitation; the links of those before are over once it is sent.</summary>
    public Task<PersonResult> InviteAsync(long id, Actor by, CancellationToken cancellationToken) =>
        DoAsync(id, by, Invited, (unit, person, _) => Task.FromResult(Invite(unit, person)), cancellationToken);

    /// <summary>Sends mail to her again, though it came back.</summary>
    public Task<PersonResult> TryMailAsync(long id, Actor by, CancellationToken cancellationToken) =>
        DoAsync(id, by, MailTried, async (unit, person, token) =>
        {
            await unit.Desk.MailTroubles.Where(t => t.FoldedAddress == person.FoldedAddress).ExecuteDeleteAsync(token);
            return null;
        }, cancellationToken);

    /// <summary>Changes name, role and language. A role that changes ends her sessions.</summary>
    public async Task<PersonResult> ChangeAsync(long id, string name, Role role, string language, Actor by, CancellationToken cancellationToken)
    {
        var called = OneLine.Of(name);
        var refusals = PersonRules.Check(called, role, language).ToList();
        if (refusals.Count > 0)
        {
            return PersonResult.No(refusals);
        }

        return await DoAsync(id, by, Changed, async (unit, person, token) =>
        {
            if (person.Role != role)
            {
                if (person.Role == Role.Administrator && !await IsAnotherThereAsync(unit, id, token))
                {
                    return LastOne("role");
                }

                person.ChangeRole(role);
                AuditEntry.Record(unit, by, RoleChanged, $"{id.ToString(CultureInfo.InvariantCulture)} {role.ToString().ToLowerInvariant()}");
            }

            person.Rename(called, language);
            return null;
        }, cancellationToken);
    }

    /// <summary>Shuts somebody out: her sessions, tokens and links end at once, and she gets no mail. Her tickets stay.</summary>
    public Task<PersonResult> DisableAsync(long id, Actor by, CancellationToken cancellationToken) =>
        DoAsync(id, by, Disabled, async (unit, person, token) =>
        {
            if (person.Role == Role.Administrator && !await IsAnotherThereAsync(unit, id, token))
            {
                return LastOne(field: null);
            }

            person.Disable(unit.Now);
            await AccountLinks.EndAsync(unit, id, token);
            await unit.Desk.ApiTokens.Where(t => t.PersonId == id && t.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, unit.Now), token);
            await unit.Desk.ReplyTokens.Where(t => t.FoldedAddress == person.FoldedAddress && t.RevokedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, unit.Now), token);
            return null;
        }, cancellationToken);

    /// <summary>Lets somebody in again, with the password that she had. Tokens that ended stay so.</summary>
    public Task<PersonResult> EnableAsync(long id, Actor by, CancellationToken cancellationToken) =>
        DoAsync(id, by, Enabled, (_, person, _) =>
        {
            person.Enable();
            return Task.FromResult<Refusal?>(null);
        }, cancellationToken);

    /// <summary>Takes the second factor off somebody who has lost app and paper: she signs in by her password alone, and sets it up anew.</summary>
    public Task<PersonResult> ResetSecondFactorAsync(long id, Actor by, CancellationToken cancellationToken) =>
        DoAsync(id, by, SecondFactorReset, async (unit, person, token) =>
            await SecondFactorDesk.RemoveAsync(unit, person.Id, token) ? null : new Refusal(RefusalKind.NotFound, new Phrase("desk.second-factor-none")), cancellationToken);

    private async Task<PersonResult> DoAsync(
        long id, Actor by, string act, Func<UnitOfWork, Person, CancellationToken, Task<Refusal?>> change, CancellationToken cancellationToken)
    {
        if (AdministratorsOnly.Refuse(by) is { } forbidden)
        {
            return PersonResult.No(forbidden);
        }

        return await store.WriteAsync(
            async (unit, token) =>
            {
                var person = await unit.Desk.People.FirstOrDefaultAsync(p => p.Id == id, token);
                var refusal = person switch
                {
                    null => AdministratorsOnly.NotFound(),
                    { ErasedAt: not null } => new Refusal(RefusalKind.Conflict, new Phrase("desk.person-erased")),
                    _ => await change(unit, person, token),
                };
                if (refusal is { } no)
                {
                    unit.GiveUp();
                    return PersonResult.No(no);
                }

                AuditEntry.Record(unit, by, act, id.ToString(CultureInfo.InvariantCulture));
                return new PersonResult(person, []);
            },
            cancellationToken);
    }

    private static Refusal? Invite(UnitOfWork unit, Person person)
    {
        if (person.DisabledAt is not null)
        {
            return new Refusal(RefusalKind.Invalid, new Phrase("desk.invite-disabled"));
        }

        if (person.PasswordHash is not null)
        {
            return new Refusal(RefusalKind.Invalid, new Phrase("desk.invite-active"));
        }

        AccountDesk.Invite(unit, person);
        return null;
    }

    /// <summary>
    /// Whether there is another administrator who can sign in. All administrators' rows are touched first, so that of two who
    /// shut each other out at the same moment the second sees what the first has done.
    /// </summary>
    public static async Task<bool> IsAnotherThereAsync(UnitOfWork unit, long id, CancellationToken cancellationToken)
    {
        await unit.Desk.People.Where(p => p.Role == Role.Administrator).ExecuteUpdateAsync(set => set.SetProperty(p => p.Role, p => p.Role), cancellationToken);
        return await unit.Desk.People.AnyAsync(p => p.Id != id && p.Role == Role.Administrator && p.DisabledAt == null && p.PasswordHash != null, cancellationToken);
    }

    public static Refusal LastOne(string? field) => new(RefusalKind.Conflict, new Phrase("desk.last-administrator"), field);
}
