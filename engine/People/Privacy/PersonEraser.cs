using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.People.Events;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People.Privacy;

/// <summary>
/// Erases a person (GDPR article 17). At once, in one transaction: she is shut out for good, and her row says nobody. What is left of
/// her elsewhere goes right after (<see cref="EraseTraces"/>), and plugins are told. Her tickets stay, as those of nobody.
/// </summary>
internal sealed class PersonEraser(DeskStore store)
{
    public const string Erased = "person.erase";

    /// <summary>A mail that was on its way to her is written down a minute later at the most: this looks once more.</summary>
    private static readonly TimeSpan OnceMore = TimeSpan.FromMinutes(10);

    /// <summary>What there is of her; null where there is nobody.</summary>
    public async Task<ErasurePreview?> PreviewAsync(long id, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        if (await tables.People.FirstOrDefaultAsync(p => p.Id == id, cancellationToken) is not { } person)
        {
            return null;
        }

        var hers = tables.AllTickets.Where(t => t.RequesterId == id);
        var messages = tables.AllMessages.Where(m => m.AuthorId == id && !m.ByStaff && m.ErasedAt == null);
        var others = tables.AllShares.Where(s => s.Kind == ShareKind.Person && s.WithId == id).Select(s => s.TicketId)
            .Union(tables.AllFollowings.Where(f => f.PersonId == id).Select(f => f.TicketId))
            .Union(tables.AllCc.Where(c => c.FoldedAddress == person.FoldedAddress).Select(c => c.TicketId));
        return new ErasurePreview(
            id,
            person.Name,
            person.Address,
            person.ErasedAt is not null,
            await hers.CountAsync(cancellationToken),
            await hers.CountAsync(t => t.StatusKind < StatusKind.Closed, cancellationToken),
            await tables.AllTickets.CountAsync(t => t.AssigneeId == id && t.StatusKind < StatusKind.Closed, cancellationToken),
            await messages.CountAsync(cancellationToken),
            await tables.AllAttachments.CountAsync(a => messages.Any(m => m.Id == a.MessageId), cancellationToken),
            await tables.AllMail.CountAsync(m => m.RecipientId == id || m.FoldedAddress == person.FoldedAddress, cancellationToken),
            await others.CountAsync(cancellationToken));
    }

    /// <summary>Erases her, or, where that was done before, what she wrote.</summary>
    public async Task<PersonResult> EraseAsync(Erasure wanted, Actor by, CancellationToken cancellationToken)
    {
        if (AdministratorsOnly.Refuse(by) is { } refusal)
        {
            return PersonResult.No(refusal);
        }

        return await store.WriteAsync(
            async (unit, token) =>
            {
                var person = await unit.Desk.People.FirstOrDefaultAsync(p => p.Id == wanted.PersonId, token);
                if ((person is null ? AdministratorsOnly.NotFound() : await RefuseAsync(unit, person, wanted, by, token)) is { } no)
                {
                    unit.GiveUp();
                    return PersonResult.No(no);
                }

                var traces = new TracesOf(person!.Id, person.FoldedAddress, person.Name, wanted.WithWords, wanted.Subject);
                if (person.ErasedAt is null)
                {
                    await ShutOutAsync(unit, person, wanted.Name, token);
                    unit.Schedule<EraseTraces, TracesOf>(traces with { Address = null, Name = wanted.Name }, OnceMore);
                }

                unit.Schedule<EraseTraces, TracesOf>(traces);
                unit.Publish(new PersonErased(person.Id, wanted.WithWords));
                AuditEntry.Record(unit, by, Erased, person.Id.ToString(CultureInfo.InvariantCulture) + (wanted.WithWords ? " words" : ""));
                return new PersonResult(person, []);
            },
            cancellationToken);
    }

    private static async Task<Refusal?> RefuseAsync(UnitOfWork unit, Person person, Erasure wanted, Actor by, CancellationToken cancellationToken) => person switch
    {
        _ when person.Id == by.PersonId => new Refusal(RefusalKind.Conflict, new Phrase("desk.erase-self")),
        { ErasedAt: not null } when !wanted.WithWords => new Refusal(RefusalKind.Conflict, new Phrase("desk.person-erased")),
        _ when Person.Fold(StorableText.Of(wanted.Confirmation)) != person.FoldedAddress => Refusal.Invalid("confirmation", "desk.erase-confirmation-differs"),
        { Role: Role.Administrator } when !await PeopleDesk.IsAnotherThereAsync(unit, person.Id, cancellationToken) => PeopleDesk.LastOne(field: null),
        _ => null,
    };

    private static async Task ShutOutAsync(UnitOfWork unit, Person person, string name, CancellationToken cancellationToken)
    {
        var (tables, id) = (unit.Desk, person.Id);
        await SignInGuards.ForgetAsync(unit, GuardedAttempt.AtAddress(person.Address), cancellationToken);
        await SignInGuards.ForgetAsync(unit, GuardedAttempt.MailTo(person.Address), cancellationToken);
        await SignInGuards.ForgetAsync(unit, GuardedAttempt.Code(id), cancellationToken);
        await tables.Sessions.Where(s => s.PersonId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.AccountLinks.Where(l => l.PersonId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.ExternalAccounts.Where(a => a.PersonId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.PendingAccounts.Where(a => a.PersonId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.RecoveryCodes.Where(c => c.PersonId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.SecondFactors.Where(f => f.PersonId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.ApiTokens.Where(t => t.PersonId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.PermissionGrants.Where(g => g.PersonId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.DepartmentMembers.Where(m => m.PersonId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.Memberships.Where(m => m.PersonId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.Organisations.Where(o => o.AccountLeadId == id).ExecuteUpdateAsync(set => set.SetProperty(o => o.AccountLeadId, (long?)null), cancellationToken);
        await tables.PersonAliases.Where(a => a.PersonId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.MailTroubles.Where(t => t.FoldedAddress == person.FoldedAddress).ExecuteDeleteAsync(cancellationToken);
        await tables.Notices.Where(n => n.PersonId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.HeldMail.Where(h => h.RecipientId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.HearingChoices.Where(c => c.PersonId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.HearingHours.Where(h => h.PersonId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.AllHeldForms.Where(f => f.PersonId == id).ExecuteDeleteAsync(cancellationToken);
        await tables.AllFieldValues.Where(f => f.Owner == Fields.FieldOwner.Person && f.OwnerId == id).ExecuteDeleteAsync(cancellationToken);
        var services = tables.Services.Where(s => s.PersonId == id);
        await tables.ExternalKeys.Where(k => (k.Kind == ExternalKind.Person && k.OwnerId == id) || (k.Kind == ExternalKind.Service && services.Any(s => s.Id == k.OwnerId))).ExecuteDeleteAsync(cancellationToken);
        await services.ExecuteUpdateAsync(set => set.SetProperty(s => s.Name, name).SetProperty(s => s.HasEnded, true), cancellationToken);
        person.Erase(name, unit.Now);
    }
}
