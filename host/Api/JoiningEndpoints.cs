using Helpdesk.Engine.Access;
using Helpdesk.Engine.People.Joining;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Helpdesk.Host.Api;

/// <summary>Who is to be let in (row A1).</summary>
internal static class JoiningEndpoints
{
    private const string Requests = "/access-requests";
    private const string Tag = "People";

    private static readonly IReadOnlyList<QueryParameter> Parameters = [new("state", "open, approved or refused; all unless told.")];

    public static void MapJoining(this IEndpointRouteBuilder api)
    {
        var people = api.ForScopes(ApiScopes.People, ApiScopes.Admin);
        people.MapGet(Requests, ListAsync).Takes(Parameters).Answers<Items<AccessRequestResource>>().Described(Tag, "List who is to be added", "The newest first, 200 at most. Customers find what they asked for.");
        people.MapPost(Requests, AskAsync).Reads(Examples.Access).Answers<AccessRequestResource>(StatusCodes.Status201Created).Described(Tag, "Add somebody, or ask for it", "Staff, and members where the provider lets them, add somebody, who is invited at once (approved); others ask (open), and staff decide. A customer adds to her own organisations, 20 people in 24 hours at most.");
        people.MapPost(Requests + "/{id:long}/approve", ApproveAsync).Answers<AccessRequestResource>().MayNotBeThere().MayBeRefused(StatusCodes.Status409Conflict).Described(Tag, "Let somebody in", "For staff. She is added and invited, or made a member if the desk knows her.");
        people.MapPost(Requests + "/{id:long}/refuse", RefuseAsync).Reads(Examples.Refusal).Answers<AccessRequestResource>().MayNotBeThere().MayBeRefused(StatusCodes.Status409Conflict).Described(Tag, "Let somebody not in", "For staff. Whoever asked gets the reason by mail.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, JoiningReader reader, CancellationToken cancellationToken)
    {
        var asked = new QueryReading(context, Parameters);
        AccessState? state = asked.Text("state") is { } text ? asked.Name<AccessState>("state", text) : null;
        return asked.Refusals.Count > 0
            ? Problems.Of(context, asked.Refusals)
            : Json.Ok(new Items<AccessRequestResource>([.. (await reader.ListAsync(context.ApiActor(), state, cancellationToken)).Select(line => Resource.Of(line, context.ApiActor()))]));
    }

    private static async Task<IResult> AskAsync(HttpContext context, JoiningDesk desk, JoiningReader reader, CancellationToken cancellationToken)
    {
        var (request, refusal) = await Json.ReadAsync<AccessRequestRequest>(context, cancellationToken);
        if (request is null)
        {
            return refusal!;
        }

        var fields = new FieldReading();
        var colleague = new NewColleague(request.Name ?? "", request.Address ?? "", request.Language ?? context.Language().Name, fields.Id("organisation", request.Organisation), request.Note ?? "");
        return fields.Refusals.Count > 0
            ? Problems.Of(context, fields.Refusals)
            : await AnswerAsync(await desk.AskAsync(colleague, context.ApiActor(), cancellationToken), context, reader, StatusCodes.Status201Created, cancellationToken);
    }

    private static async Task<IResult> ApproveAsync(long id, HttpContext context, JoiningDesk desk, JoiningReader reader, CancellationToken cancellationToken) =>
        await AnswerAsync(await desk.ApproveAsync(id, context.ApiActor(), cancellationToken), context, reader, StatusCodes.Status200OK, cancellationToken);

    private static async Task<IResult> RefuseAsync(long id, HttpContext context, JoiningDesk desk, JoiningReader reader, CancellationToken cancellationToken)
    {
        var (request, refusal) = await Json.ReadAsync<AccessRefusalRequest>(context, cancellationToken);
        return request is null
            ? refusal!
            : await AnswerAsync(await desk.RefuseAsync(id, request.Reason, context.ApiActor(), cancellationToken), context, reader, StatusCodes.Status200OK, cancellationToken);
    }

    private static async Task<IResult> AnswerAsync(JoiningResult result, HttpContext context, JoiningReader reader, int status, CancellationToken cancellationToken) =>
        result.Request is { } request && await reader.FindAsync(context.ApiActor(), request.Id, cancellationToken) is { } line
            ? Json.With(status, Resource.Of(line, context.ApiActor()))
            : Problems.Of(context, result.Refusals);
}
