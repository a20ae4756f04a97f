using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>What administrators do with organisations: their members, places and services.</summary>
internal sealed class OrganisationDesk(DeskStore store)
{
    public const string Added = "organisation.add";
    public const string Changed = "organisation.change";
    public const string LeadSet = "organisation.set-lead";
    public const string MemberSet = "organisation.set-member";
    public const string MemberRemoved = "organisation.remove-member";
    public const string SiteSet = "organisation.set-site";
    public const string SiteRemoved = "organisation.remove-site";
    public const string DomainAdded = "organisation.add-domain";
    public const string DomainRemoved = "organisation.remove-domain";
    public const string ServiceSet = "organisation.set-service";

    public Task<SetUpResult> AddAsync(string name, bool membersSeeAllTickets, Actor by, CancellationToken cancellationToken) =>
        DoAsync(by, Added, name, Organisation.LongestName, (unit, called, _) =>
        {
            var organisation = new Organisation(unit.NewId(), called, membersSeeAllTickets);
            unit.Desk.Organisations.Add(organisation);
            return Done(organisation.Id);
        }, cancellationToken);

    public Task<SetUpResult> ChangeAsync(long id, string name, bool membersSeeAllTickets, Actor by, CancellationToken cancellationToken) =>
        DoAsync(by, Changed, name, Organisation.LongestName, async (unit, called, token) =>
        {
            if (await unit.Desk.Organisations.FirstOrDefaultAsync(o => o.Id == id, token) is not { } organisation)
            {
                return NotThere();
            }

            organisation.SetUp(called, membersSeeAllTickets);
            return new SetUpResult(id, []);
        }, cancellationToken);

    /// <summary>Says who of the staff the members turn to (row B10): they see the name and the address, and may tell her of a ticket.</summary>
    /// <param name="leadId">Null for nobody.</param>
    public Task<SetUpResult> SetLeadAsync(long id, long? leadId, Actor by, CancellationToken cancellationToken) =>
        DoAsync(by, LeadSet, async (unit, token) =>
        {
            if (await unit.Desk.Organisations.FirstOrDefaultAsync(o => o.Id == id, token) is not { } organisation)
            {
                return NotThere();
            }

            if (leadId is not null && !await unit.Desk.People.AnyAsync(p => p.Id == leadId && p.Role != Role.Customer && p.DisabledAt == null, token))
            {
                return SetUpResult.No(Refusal.Invalid("lead", "desk.assignee-unknown"));
            }

            organisation.LeadBy(leadId);
            return new SetUpResult(id, []);
        }, cancellationToken);

    /// <summary>Makes somebody a member, or changes how she is one.</summary>
    /// <param name="address">Of a person who was added before.</param>
    public Task<SetUpResult> SetMemberAsync(long id, string address, bool isManager, long? siteId, Actor by, CancellationToken cancellationToken) =>
        DoAsync(by, MemberSet, async (unit, token) =>
        {
            var folded = Person.Fold(StorableText.Of(address));
            if (!await unit.Desk.Organisations.AnyAsync(o => o.Id == id, token))
            {
                return NotThere();
            }

            if (await unit.Desk.People.FirstOrDefaultAsync(p => p.FoldedAddress == folded, token) is not { } person)
            {
                return SetUpResult.No(Refusal.Invalid("address", "desk.member-unknown"));
            }

            if (siteId is not null && !await unit.Desk.Sites.AnyAsync(s => s.Id == siteId && s.OrganisationId == id, token))
            {
                return SetUpResult.No(Refusal.Invalid("site", "desk.site-unknown"));
            }

            if (await unit.Desk.Memberships.FindAsync([person.Id, id], token) is { } membership)
            {
                membership.SetUp(isManager, siteId);
            }
            else
            {
                person.Admit();
                unit.Desk.Memberships.Add(new Membership(person.Id, id, isManager, siteId));
            }

            return new SetUpResult(id, []);
        }, cancellationToken);

    /// <summary>Her own tickets stay hers; those of the others she sees no more.</summary>
    public Task<SetUpResult> RemoveMemberAsync(long id, long personId, Actor by, CancellationToken cancellationToken) =>
        DoAsync(by, MemberRemoved, async (unit, token) =>
            await unit.Desk.Memberships.Where(m => m.OrganisationId == id && m.PersonId == personId).ExecuteDeleteAsync(token) > 0 ? new SetUpResult(id, []) : NotThere(), cancellationToken);

    /// <summary>Adds a place, or renames one.</summary>
    /// <param name="siteId">Null for a new one.</param>
    public Task<SetUpResult> SetSiteAsync(long id, long? siteId, string name, Actor by, CancellationToken cancellationToken) =>
        DoAsync(by, SiteSet, name, Organisation.LongestName, async (unit, called, token) =>
        {
            if (siteId is null && await unit.Desk.Organisations.AnyAsync(o => o.Id == id, token))
            {
                unit.Desk.Sites.Add(new Site(unit.NewId(), id, called));
                return new SetUpResult(id, []);
            }

            if (await unit.Desk.Sites.FirstOrDefaultAsync(s => s.Id == siteId && s.OrganisationId == id, token) is not { } site)
            {
                return NotThere();
            }

            site.Rename(called);
            return new SetUpResult(id, []);
        }, cancellationToken);

    /// <summary>Takes a place away; who worked there stays a member. What was shared with it is shared with nobody any more.</summary>
    public Task<SetUpResult> RemoveSiteAsync(long id, long siteId, Actor by, CancellationToken cancellationToken) =>
        DoAsync(by, SiteRemoved, async (unit, token) =>
        {
            await unit.Desk.Memberships.Where(m => m.OrganisationId == id && m.SiteId == siteId).ExecuteUpdateAsync(set => set.SetProperty(m => m.SiteId, (long?)null), token);
            await unit.Desk.AllShares.Where(s => s.Kind == ShareKind.Site && s.WithId == siteId).ExecuteDeleteAsync(token);
            return await unit.Desk.Sites.Where(s => s.Id == siteId && s.OrganisationId == id).ExecuteDeleteAsync(token) > 0 ? new SetUpResult(id, []) : NotThere();
        }, cancellationToken);

    /// <summary>Adds a service, or renames, ends or resumes one. One that has ended stays on its tickets.</summary>
    /// <param name="serviceId">Null for a new one.</param>
    public Task<SetUpResult> SetServiceAsync(long id, long? serviceId, string name, bool hasEnded, Actor by, CancellationToken cancellationToken) =>
        DoAsync(by, ServiceSet, name, Service.LongestName, async (unit, called, token) =>
        {
            if (serviceId is null && await unit.Desk.Organisations.AnyAsync(o => o.Id == id, token))
            {
                unit.Desk.Services.Add(new Service(unit.NewId(), called, id, personId: null));
                return new SetUpResult(id, []);
            }

            if (await unit.Desk.Services.FirstOrDefaultAsync(s => s.Id == serviceId && s.OrganisationId == id, token) is not { } service)
            {
                return NotThere();
            }

            service.SetUp(called, id, personId: null, hasEnded);
            return new SetUpResult(id, []);
        }, cancellationToken);

    /// <summary>Says that whoever writes mail from a domain is of the organisation, where a mailbox goes by that.</summary>
    public Task<SetUpResult> AddDomainAsync(long id, string domain, Actor by, CancellationToken cancellationToken) =>
        DoAsync(by, DomainAdded, async (unit, token) =>
        {
            var named = OneLine.Of(domain).TrimStart('@').ToLowerInvariant();
            if (!OrganisationDomain.IsOne(named))
            {
                return SetUpResult.No(Refusal.Invalid("domain", "desk.domain-invalid"));
            }

            if (!await unit.Desk.Organisations.AnyAsync(o => o.Id == id, token))
            {
                return NotThere();
            }

            if (await unit.Desk.OrganisationDomains.AnyAsync(d => d.Domain == named, token))
            {
                return SetUpResult.No(Refusal.Invalid("domain", "desk.domain-taken"));
            }

            unit.Desk.OrganisationDomains.Add(new OrganisationDomain(named, id));
            return new SetUpResult(id, []);
        }, cancellationToken);

    /// <summary>Whoever writes from there is let in by it no more; who was stays.</summary>
    public Task<SetUpResult> RemoveDomainAsync(long id, string domain, Actor by, CancellationToken cancellationToken) =>
        DoAsync(by, DomainRemoved, async (unit, token) =>
        {
            var named = StorableText.Of(domain);
            return await unit.Desk.OrganisationDomains.Where(d => d.OrganisationId == id && d.Domain == named).ExecuteDeleteAsync(token) > 0 ? new SetUpResult(id, []) : NotThere();
        }, cancellationToken);

    private async Task<SetUpResult> DoAsync(
        Actor by, string act, string name, int longest, Func<UnitOfWork, string, CancellationToken, Task<SetUpResult>> change, CancellationToken cancellationToken)
    {
        var called = OneLine.Of(name);
        return called.Length switch
        {
            0 => SetUpResult.No(Refusal.Invalid("name", "desk.name-missing")),
            _ when called.Length > longest => SetUpResult.No(Refusal.Invalid("name", "desk.person-name-too-long", longest)),
            _ => await DoAsync(by, act, (unit, token) => change(unit, called, token), cancellationToken),
        };
    }

    private Task<SetUpResult> DoAsync(Actor by, string act, Func<UnitOfWork, CancellationToken, Task<SetUpResult>> change, CancellationToken cancellationToken) =>
        store.SetUpAsync(by, act, change, cancellationToken);

    private static SetUpResult NotThere() => SetUpResult.No(AdministratorsOnly.NotFound());

    private static Task<SetUpResult> Done(long id) => Task.FromResult(new SetUpResult(id, []));
}
