using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Helpdesk.Host.Api;

/// <summary>
/// People, organisations and services. With the scope for people, staff read all of them; everybody else, and every other
/// token, reads what is the owner's own: herself, her organisations, the services that she can name on a ticket.
/// </summary>
internal static class PeopleEndpoints
{
    private const string Tag = "People";

    private static readonly IReadOnlyList<QueryParameter> Parameters = [Paging.Search, Paging.Limit, Paging.After];

    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        var own = api.ForScopes(ApiScopes.Tickets, ApiScopes.TicketsRead, ApiScopes.People, ApiScopes.Admin);
        own.MapGet("/people", PeopleAsync).Takes(Parameters).Answers<Items<MemberResource>>().Described(Tag, "List people", "In the order in which they were added. Customers find themselves alone; for all, staff need the scope 'people'.");
        own.MapGet("/people/{id:long}", PersonAsync).Answers<MemberResource>().MayNotBeThere().Described(Tag, "Read a person", "By id.");
        own.MapGet("/organisations", OrganisationsAsync).Takes(Parameters).Answers<Items<OrganisationResource>>().Described(Tag, "List organisations", "Customers find their own; for all, staff need the scope 'people'.");
        own.MapGet("/organisations/{id:long}", OrganisationAsync).Answers<OrganisationResource>().MayNotBeThere().Described(Tag, "Read an organisation", "By id.");
        own.MapGet("/services", ServicesAsync).Takes(Parameters).Answers<Items<ServiceResource>>().Described(Tag, "List services", "Customers find those that they can name on a ticket; for all, staff need the scope 'people'.");
        own.MapGet("/services/{id:long}", ServiceAsync).Answers<ServiceResource>().MayNotBeThere().Described(Tag, "Read a service", "By id.");
    }

    /// <summary>The owner of the token, as far as its scopes reach among people: without the scope nobody is more than herself.</summary>
    public static Actor PeopleReaderActor(this HttpContext context) =>
        context.User.HasScope(ApiScopes.People, ApiScopes.Admin) ? context.ApiActor() : context.ApiActor() with { Role = Role.Customer };

    public static async Task<IResult> OneAsync<TFacts, TResource>(HttpContext context, Task<IReadOnlyList<TFacts>> facts, Func<TFacts, TResource> resource) =>
        await facts is [var found, ..] ? Json.Ok(resource(found)) : Problems.Of(context, RefusalKind.NotFound, "api.not-there");

    private static Task<IResult> PeopleAsync(HttpContext context, PeopleReader people, CancellationToken cancellationToken) =>
        ListAsync(context, query => people.PeopleAsync(context.PeopleReaderActor(), query, id: null, cancellationToken), Resource.Of, person => person.Id);

    private static Task<IResult> PersonAsync(long id, HttpContext context, PeopleReader people, CancellationToken cancellationToken) =>
        OneAsync(context, people.PeopleAsync(context.PeopleReaderActor(), PeopleQuery.One, id, cancellationToken), Resource.Of);

    private static Task<IResult> OrganisationsAsync(HttpContext context, PeopleReader people, CancellationToken cancellationToken) =>
        ListAsync(context, query => people.OrganisationsAsync(context.PeopleReaderActor(), query, id: null, cancellationToken), Resource.Of, organisation => organisation.Id);

    private static Task<IResult> OrganisationAsync(long id, HttpContext context, PeopleReader people, CancellationToken cancellationToken) =>
        OneAsync(context, people.OrganisationsAsync(context.PeopleReaderActor(), PeopleQuery.One, id, cancellationToken), Resource.Of);

    private static Task<IResult> ServicesAsync(HttpContext context, PeopleReader people, CancellationToken cancellationToken) =>
        ListAsync(context, query => people.ServicesAsync(context.PeopleReaderActor(), query, id: null, cancellationToken), Resource.Of, service => service.Id);

    private static Task<IResult> ServiceAsync(long id, HttpContext context, PeopleReader people, CancellationToken cancellationToken) =>
        OneAsync(context, people.ServicesAsync(context.PeopleReaderActor(), PeopleQuery.One, id, cancellationToken), Resource.Of);

    /// <summary>One more than the page has is asked for, to know whether there is another page.</summary>
    private static async Task<IResult> ListAsync<TFacts, TResource>(
        HttpContext context, Func<PeopleQuery, Task<IReadOnlyList<TFacts>>> find, Func<TFacts, TResource> resource, Func<TFacts, long> id)
    {
        var asked = new QueryReading(context, Parameters);
        var (search, after, limit) = (asked.Text("search"), asked.Id("after"), asked.Limit());
        if (asked.Refusals.Count > 0)
        {
            return Problems.Of(context, asked.Refusals);
        }

        var found = await find(new PeopleQuery(search, after, limit + 1));
        var next = found.Count > limit ? Resource.Id(id(found[limit - 1])) : null;
        return Json.Ok(new Items<TResource>([.. found.Take(limit).Select(resource)], next));
    }
}
