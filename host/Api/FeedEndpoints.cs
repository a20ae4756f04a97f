using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Helpdesk.Host.Api;

/// <summary>How another system, such as a hosting panel, keeps the desk's customers up to date, by its own keys.</summary>
internal static class FeedEndpoints
{
    private const string Tag = "Feed";
    private const string Key = "/by/{source}/{externalId}";

    private const string Reading = "By the key that the other system gave.";

    public static void MapFeed(this IEndpointRouteBuilder api)
    {
        var feed = api.ForScopes(ApiScopes.People, ApiScopes.Admin);
        feed.MapGet("/people" + Key, PersonAsync).Answers<MemberResource>().MayNotBeThere().Described(Tag, "Read a person by another system's key", Reading);
        feed.MapPut("/people" + Key, PutPersonAsync).Reads(Examples.FedPerson).Puts<MemberResource>().Described(Tag, "Add or update a person", "201 when the key is new, 200 when it was known. Somebody with the address whom this source has no key for is taken to be the same person. Staff are never changed. For supervisors and administrators.");
        feed.MapGet("/organisations" + Key, OrganisationAsync).Answers<OrganisationResource>().MayNotBeThere().Described(Tag, "Read an organisation by another system's key", Reading);
        feed.MapPut("/organisations" + Key, PutOrganisationAsync).Reads(Examples.FedOrganisation).Puts<OrganisationResource>().Described(Tag, "Add or update an organisation", "201 when the key is new, 200 when it was known. For supervisors and administrators.");
        feed.MapGet("/services" + Key, ServiceAsync).Answers<ServiceResource>().MayNotBeThere().Described(Tag, "Read a service by another system's key", Reading);
        feed.MapPut("/services" + Key, PutServiceAsync).Reads(Examples.FedService).Puts<ServiceResource>().Described(Tag, "Add or update a service", "201 when the key is new, 200 when it was known. It is an organisation's or a person's. For supervisors and administrators.");
    }

    private static async Task<IResult> PersonAsync(string source, string externalId, HttpContext context, PeopleReader people, CancellationToken cancellationToken) =>
        await PeopleEndpoints.OneAsync(context, people.PeopleAsync(context.PeopleReaderActor(), PeopleQuery.One, await OwnerAsync(people, ExternalKind.Person, source, externalId, cancellationToken), cancellationToken), Resource.Of);

    private static async Task<IResult> OrganisationAsync(string source, string externalId, HttpContext context, PeopleReader people, CancellationToken cancellationToken) =>
        await PeopleEndpoints.OneAsync(context, people.OrganisationsAsync(context.PeopleReaderActor(), PeopleQuery.One, await OwnerAsync(people, ExternalKind.Organisation, source, externalId, cancellationToken), cancellationToken), Resource.Of);

    private static async Task<IResult> ServiceAsync(string source, string externalId, HttpContext context, PeopleReader people, CancellationToken cancellationToken) =>
        await PeopleEndpoints.OneAsync(context, people.ServicesAsync(context.PeopleReaderActor(), PeopleQuery.One, await OwnerAsync(people, ExternalKind.Service, source, externalId, cancellationToken), cancellationToken), Resource.Of);

    private static async Task<IResult> PutPersonAsync(string source, string externalId, HttpContext context, PeopleFeed feed, PeopleReader people, CancellationToken cancellationToken)
    {
        var (request, refusal) = await Json.ReadAsync<FedPersonRequest>(context, cancellationToken);
        return request is null
            ? refusal!
            : await PutAsync(
                context,
                feed,
                new FedPerson(source, externalId, request.Name ?? "", request.Address ?? "", request.Language, request.Organisations is { } named ? [.. named.Select(Reference)] : null),
                "people",
                id => people.PeopleAsync(context.ApiActor(), PeopleQuery.One, id, cancellationToken),
                Resource.Of,
                cancellationToken);
    }

    private static async Task<IResult> PutOrganisationAsync(string source, string externalId, HttpContext context, PeopleFeed feed, PeopleReader people, CancellationToken cancellationToken)
    {
        var (request, refusal) = await Json.ReadAsync<FedOrganisationRequest>(context, cancellationToken);
        return request is null
            ? refusal!
            : await PutAsync(
                context,
                feed,
                new FedOrganisation(source, externalId, request.Name ?? "", request.MembersSeeAllTickets),
                "organisations",
                id => people.OrganisationsAsync(context.ApiActor(), PeopleQuery.One, id, cancellationToken),
                Resource.Of,
                cancellationToken);
    }

    private static async Task<IResult> PutServiceAsync(string source, string externalId, HttpContext context, PeopleFeed feed, PeopleReader people, CancellationToken cancellationToken)
    {
        var (request, refusal) = await Json.ReadAsync<FedServiceRequest>(context, cancellationToken);
        return request is null
            ? refusal!
            : await PutAsync(
                context,
                feed,
                new FedService(source, externalId, request.Name ?? "", request.Organisation?.Reference, request.Person?.Reference, request.HasEnded ?? false),
                "services",
                id => people.ServicesAsync(context.ApiActor(), PeopleQuery.One, id, cancellationToken),
                Resource.Of,
                cancellationToken);
    }

    private static async Task<IResult> PutAsync<TFacts, TResource>(
        HttpContext context, PeopleFeed feed, Fed fed, string collection, Func<long, Task<IReadOnlyList<TFacts>>> find, Func<TFacts, TResource> resource, CancellationToken cancellationToken)
    {
        var result = await feed.PutAsync(fed, context.ApiActor(), cancellationToken);
        if (!result.IsDone)
        {
            return Problems.Of(context, result.Refusals);
        }

        var answer = resource((await find(result.Id!.Value))[0]);
        if (!result.IsNew)
        {
            return Json.Ok(answer);
        }

        context.Response.Headers.Location = $"{ApiEndpoints.Root}/{collection}/{Resource.Id(result.Id.Value)}";
        return Json.Created(answer);
    }

    /// <summary>An item that is null is nobody.</summary>
    private static FeedReference Reference(OwnerRequest? owner) => owner?.Reference ?? new FeedReference(0);

    /// <summary>0 is nobody's id.</summary>
    private static async Task<long> OwnerAsync(PeopleReader people, ExternalKind kind, string source, string externalId, CancellationToken cancellationToken) =>
        await people.OwnerAsync(kind, source, externalId, cancellationToken) ?? 0;
}
