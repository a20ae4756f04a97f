using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>Whom the members of an organisation turn to (row B10).</summary>
internal sealed record AccountLead(long Id, string Name, string Address, string Organisation);

/// <summary>Finds the account leads of a person's organisations.</summary>
internal sealed class AccountLeads(DeskStore store)
{
    /// <summary>Nobody who was shut out, or is none of the staff any more; each once, by the first of the organisations.</summary>
    public async Task<IReadOnlyList<AccountLead>> OfAsync(long personId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var leads = await (
            from membership in tables.Memberships
            where membership.PersonId == personId
            join organisation in tables.Organisations on membership.OrganisationId equals organisation.Id
            join person in tables.People on organisation.AccountLeadId equals person.Id
            where person.DisabledAt == null && person.Role != Access.Role.Customer
            orderby organisation.Name, organisation.Id
            select new AccountLead(person.Id, person.Name, person.Address, organisation.Name)).ToListAsync(cancellationToken);
        return [.. leads.DistinctBy(lead => lead.Id)];
    }
}
