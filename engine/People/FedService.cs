using Helpdesk.Engine.Access;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>A service of another system, such as a hosting package. It is an organisation's or a person's.</summary>
/// <param name="HasEnded">Whether it is over: tickets keep it, nobody can choose it.</param>
internal sealed record FedService(string Source, string ExternalId, string Name, FeedReference? Organisation, FeedReference? Person, bool HasEnded) : Fed(Source, ExternalId)
{
    public override ExternalKind Kind => ExternalKind.Service;

    internal override Fed Tidy() => this with { Name = OneLine.Of(Name) };

    internal override IEnumerable<Refusal> Check()
    {
        foreach (var refusal in base.Check().Concat(CheckName(Name, Service.LongestName)))
        {
            yield return refusal;
        }

        if (Organisation is null == Person is null)
        {
            yield return Invalid("organisation", "feed.service-owner");
        }
    }

    internal override async Task<long> ApplyAsync(FeedChange change, long? id, CancellationToken cancellationToken)
    {
        var organisation = Organisation is null ? null : await change.FindAsync(ExternalKind.Organisation, "organisation", Organisation, cancellationToken);
        var person = Person is null ? null : await change.FindAsync(ExternalKind.Person, "person", Person, cancellationToken);
        if (change.Refusal is not null)
        {
            return 0;
        }

        var isNew = id is null;
        var service = isNew
            ? new Service(change.Unit.NewId(), Name, organisation, person)
            : await change.Tables.Services.SingleAsync(s => s.Id == id, cancellationToken);
        if (isNew)
        {
            change.Tables.Services.Add(service);
            change.Happened("add");
        }

        if ((service.Name, service.OrganisationId, service.PersonId, service.HasEnded) != (Name, organisation, person, HasEnded))
        {
            service.SetUp(Name, organisation, person, HasEnded);
            change.Happened("change");
        }

        return service.Id;
    }
}
