using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Host.Sharing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Helpdesk.Host.Api;

/// <summary>Whom a ticket is shared with, and who follows it (row B3).</summary>
internal static class SharingEndpoints
{
    private const string Shares = "/tickets/{number}/shares";
    private const string Followers = "/tickets/{number}/followers";

    public static void MapSharing(this IEndpointRouteBuilder api)
    {
        var reading = api.ForScopes(ApiScopes.Tickets, ApiScopes.TicketsRead);
        reading.MapGet(Shares, SharesAsync).Answers<Items<ShareResource>>().MayNotBeThere().Described("Sharing", "List whom a ticket is shared with", "People, organisations and sites; the ticket's own organisation too, while its members see each other's tickets.");
        reading.MapGet(Followers, FollowersAsync).Answers<Items<PersonResource>>().MayNotBeThere().Described("Sharing", "List who follows a ticket", "They hear of what happens on it, beside the requester and the staff in charge.");

        var writing = api.ForScopes(ApiScopes.Tickets);
        writing.MapPost(Shares, ShareAsync).Reads(Examples.Share).Answers<Items<ShareResource>>(StatusCodes.Status201Created).MayNotBeThere().TakesKey().Described("Sharing", "Share a ticket", "With a person, who gets a mail and hears of it from then on, or with an organisation or a site, which see it in silence. Customers name members of their own organisations, these and their sites. What it is shared with already is no mistake. The answer lists all.");
        writing.MapDelete(Shares + "/{kind}/{id:long}", UnshareAsync).Produces(StatusCodes.Status204NoContent).MayNotBeThere().Described("Sharing", "End the sharing with somebody", "The kind is person, organisation or site. Ended with the ticket's own organisation, its members see it no more. The requester stays.");
        writing.MapPut(Followers + "/me", FollowAsync).Produces(StatusCodes.Status204NoContent).MayNotBeThere().Described("Sharing", "Follow a ticket", "The owner of the token hears of what happens on it.");
        writing.MapDelete(Followers + "/me", MuteAsync).Produces(StatusCodes.Status204NoContent).MayNotBeThere().Described("Sharing", "Mute a ticket", "The owner of the token hears of it no more, unless mentioned.");
        writing.MapDelete(Followers + "/{id:long}", UnfollowAsync).Produces(StatusCodes.Status204NoContent).MayNotBeThere().Described("Sharing", "Remove a follower", "For staff and the requester.");
    }

    private static async Task<IResult> SharesAsync(string number, HttpContext context, TicketReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(context.ApiActor(), number, cancellationToken) is { } view
            ? Json.Ok(new Items<ShareResource>([.. view.Shares.Select(Resource.Of)]))
            : Problems.NotFound(context);

    private static async Task<IResult> FollowersAsync(string number, HttpContext context, TicketReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(context.ApiActor(), number, cancellationToken) is { } view
            ? Json.Ok(new Items<PersonResource>([.. view.Followers.Select(follower => Resource.Of(follower)!)]))
            : Problems.NotFound(context);

    private static async Task<IResult> ShareAsync(string number, HttpContext context, TicketDesk desk, TicketReader reader, PersonDirectory people, CancellationToken cancellationToken)
    {
        var (request, refusal) = await Json.ReadAsync<ShareRequest>(context, cancellationToken);
        if (request is null)
        {
            return refusal!;
        }

        if (await reader.FindIdAsync(context.ApiActor(), number, cancellationToken) is not { } ticketId)
        {
            return Problems.NotFound(context);
        }

        var fields = new FieldReading();
        var with = new List<ShareWith>();
        if (request.Person is { } person)
        {
            // Nobody is the same as somebody whom the caller may not name.
            with.Add(new ShareWith(ShareKind.Person, await FieldReading.PersonAsync(person, people, cancellationToken) ?? 0));
        }

        if (fields.Id("organisation", request.Organisation) is { } organisation)
        {
            with.Add(new ShareWith(ShareKind.Organisation, organisation));
        }

        if (fields.Id("site", request.Site) is { } site)
        {
            with.Add(new ShareWith(ShareKind.Site, site));
        }

        if (fields.Refusals.Count > 0)
        {
            return Problems.Of(context, fields.Refusals);
        }

        var result = await desk.DoAsync(ticketId, [new Share(with)], context.ApiActor(), expectedVersion: null, context.IdempotencyKey(), cancellationToken);
        if (!result.IsDone)
        {
            return Problems.Of(context, result.Refusals);
        }

        context.Replayed(result.IsRepeat);
        var view = await reader.FindAsync(context.ApiActor(), number, cancellationToken);
        return view is null ? Problems.NotFound(context) : Json.Created(new Items<ShareResource>([.. view.Shares.Select(Resource.Of)]));
    }

    private static Task<IResult> UnshareAsync(string number, string kind, long id, HttpContext context, TicketDesk desk, TicketReader reader, CancellationToken cancellationToken) =>
        ShareKeys.Read(kind, id) is { } with
            ? DoAsync(number, new Unshare(with), context, desk, reader, cancellationToken)
            : Task.FromResult(Problems.NotFound(context));

    private static Task<IResult> FollowAsync(string number, HttpContext context, TicketDesk desk, TicketReader reader, CancellationToken cancellationToken) =>
        DoAsync(number, new Follow(), context, desk, reader, cancellationToken);

    private static Task<IResult> MuteAsync(string number, HttpContext context, TicketDesk desk, TicketReader reader, CancellationToken cancellationToken) =>
        DoAsync(number, new Unfollow(), context, desk, reader, cancellationToken);

    private static Task<IResult> UnfollowAsync(string number, long id, HttpContext context, TicketDesk desk, TicketReader reader, CancellationToken cancellationToken) =>
        DoAsync(number, new Unfollow(id), context, desk, reader, cancellationToken);

    private static async Task<IResult> DoAsync(string number, Act act, HttpContext context, TicketDesk desk, TicketReader reader, CancellationToken cancellationToken)
    {
        if (await reader.FindIdAsync(context.ApiActor(), number, cancellationToken) is not { } ticketId)
        {
            return Problems.NotFound(context);
        }

        var result = await desk.DoAsync(ticketId, [act], context.ApiActor(), expectedVersion: null, cancellationToken);
        return result.IsDone ? Results.NoContent() : Problems.Of(context, result.Refusals);
    }
}
