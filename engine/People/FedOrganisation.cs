using Helpdesk.Engine.Access;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>An organisation of another system.</summary>
/// <param name="MembersSeeAllTickets">Row D3; null to leave it. Members of a new one see their own tickets only, unless told.</param>
internal sealed record FedOrganisation(string Source, string ExternalId, string Name, bool? MembersSeeAllTickets) : Fed(Source, ExternalId)
{
    public override ExternalKind Kind => ExternalKind.Organisation;

    internal override Fed Tidy() => this with { Name = OneLine.Of(Name) };

    internal override IEnumerable<Refusal> Check() => base.Check().Concat(CheckName(Name, Organisation.LongestName));

    internal override async Task<long> ApplyAsync(FeedChange change, long? id, CancellationToken cancellationToken)
    {
        if (id is not { } known)
        {
            var added = new Organisation(change.Unit.NewId(), Name, MembersSeeAllTickets ?? false);
            change.Tables.Organisations.Add(added);
            change.Happened("add");
            return added.Id;
        }

        var organisation = await change.Tables.Organisations.SingleAsync(o => o.Id == known, cancellationToken);
        var sees = MembersSeeAllTickets ?? organisation.MembersSeeAllTickets;
        if (organisation.Name != Name || organisation.MembersSeeAllTickets != sees)
        {
            organisation.SetUp(Name, sees);
            change.Happened("change");
        }

        return known;
    }
}
