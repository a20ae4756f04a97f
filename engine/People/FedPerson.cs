using Helpdesk.Engine.Access;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>
/// A customer of another system. Somebody with the address who is no customer of that system yet is taken to be the same
/// person. Staff are never added, taken over or changed by a feed, and a feed gives nobody a role (LX17).
/// </summary>
/// <param name="Language">BCP 47; null to leave it, English for somebody new.</param>
/// <param name="Organisations">
/// All organisations in which that system has the person; null to leave them. A membership in an organisation that the
/// system does not feed stays.
/// </param>
internal sealed record FedPerson(string Source, string ExternalId, string Name, string Address, string? Language, IReadOnlyList<FeedReference>? Organisations)
    : Fed(Source, ExternalId)
{
    public const int MostOrganisations = 100;

    private const string UsualLanguage = "en";

    public override ExternalKind Kind => ExternalKind.Person;

    internal override Fed Tidy() => this with { Name = OneLine.Of(Name), Address = StorableText.Of(Address).Trim() };

    internal override IEnumerable<Refusal> Check()
    {
        foreach (var refusal in base.Check().Concat(PersonRules.Check(new NewPerson(Name, Address, Role.Customer, Language ?? UsualLanguage))))
        {
            yield return refusal;
        }

        if (Organisations is { Count: > MostOrganisations })
        {
            yield return Invalid("organisations", "feed.organisations-too-many", MostOrganisations);
        }
    }

    internal override async Task<long> ApplyAsync(FeedChange change, long? id, CancellationToken cancellationToken)
    {
        var folded = Person.Fold(Address);
        var sameAddress = await change.Tables.People.FirstOrDefaultAsync(p => p.FoldedAddress == folded, cancellationToken);
        var person = id is { } known
            ? await change.Tables.People.SingleAsync(p => p.Id == known, cancellationToken)
            : await LinkAsync(change, sameAddress, cancellationToken);
        if (person is { IsStaff: true })
        {
            change.Refuse(RefusalKind.Conflict, "address", "feed.is-staff");
        }
        else if (person is not null && sameAddress is not null && sameAddress.Id != person.Id)
        {
            change.Refuse(RefusalKind.Conflict, "address", "desk.person-address-taken");
        }

        if (change.Refusal is not null)
        {
            return 0;
        }

        person = person is null ? Add(change) : Update(change, person);
        await JoinAsync(change, person.Id, cancellationToken);
        return person.Id;
    }

    /// <summary>Who has the address, if that system calls nobody by it yet.</summary>
    private static async Task<Person?> LinkAsync(FeedChange change, Person? person, CancellationToken cancellationToken)
    {
        if (person is null)
        {
            return null;
        }

        // Changes nothing but keeps the row: of two keys of one system for one person, the second waits here and is refused.
        await change.Tables.People.Where(p => p.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, p => p.Name), cancellationToken);
        if (await change.HasKeyOfSourceAsync(ExternalKind.Person, person.Id, cancellationToken))
        {
            change.Refuse(RefusalKind.Conflict, "address", "feed.address-has-key");
        }

        change.Happened("link");
        return person;
    }

    private Person Add(FeedChange change)
    {
        var person = new Person(change.Unit.NewId(), Name, Address, Role.Customer, Language ?? UsualLanguage, change.Unit.Now);
        change.Tables.People.Add(person);
        change.Happened("add");
        return person;
    }

    private Person Update(FeedChange change, Person person)
    {
        person.Admit();
        if (person.Name != Name || person.Language != (Language ?? person.Language))
        {
            person.Rename(Name, Language ?? person.Language);
            change.Happened("change");
        }

        if (person.Address != Address)
        {
            person.ChangeAddress(Address);
            change.Happened("change");
        }

        return person;
    }

    private async Task JoinAsync(FeedChange change, long personId, CancellationToken cancellationToken)
    {
        if (Organisations is null)
        {
            return;
        }

        var wanted = new HashSet<long>();
        foreach (var reference in Organisations)
        {
            if (await change.FindAsync(ExternalKind.Organisation, "organisations", reference, cancellationToken) is { } organisation)
            {
                wanted.Add(organisation);
            }
        }

        var tables = change.Tables;
        var there = await tables.Memberships.Where(m => m.PersonId == personId).ToListAsync(cancellationToken);
        var fed = await tables.ExternalKeys.Where(k => k.Kind == ExternalKind.Organisation && k.Source == Source).Select(k => k.OwnerId)
            .Where(o => tables.Memberships.Any(m => m.PersonId == personId && m.OrganisationId == o)).ToListAsync(cancellationToken);
        var over = there.Where(m => fed.Contains(m.OrganisationId) && !wanted.Contains(m.OrganisationId)).ToList();
        var added = wanted.Except(there.Select(m => m.OrganisationId)).ToList();
        tables.Memberships.RemoveRange(over);
        tables.Memberships.AddRange(added.Select(organisation => new Membership(personId, organisation)));
        if (over.Count + added.Count > 0)
        {
            change.Happened("change");
        }
    }
}
