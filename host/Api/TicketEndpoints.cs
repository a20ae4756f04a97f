using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Helpdesk.Host.Api;

/// <summary>Tickets: list, open, read, change.</summary>
internal static class TicketEndpoints
{
    private const string Ticket = "/tickets/{number}";

    public static void MapTickets(this IEndpointRouteBuilder api)
    {
        var reading = api.ForScopes(ApiScopes.Tickets, ApiScopes.TicketsRead);
        reading.MapGet("/tickets", ListAsync).Answers<Items<TicketLineResource>>().Takes(TicketFilter.Parameters).Described("Tickets", "List tickets", "The tickets that the owner of the token may see, a page at a time.");
        reading.MapGet(Ticket, GetAsync).Answers<TicketResource>().MayNotBeThere().Described("Tickets", "Read a ticket", "By its number, current or former. The ETag is its version.");
        reading.MapGet(Ticket + "/history", HistoryAsync).Answers<Items<HistoryResource>>().MayNotBeThere().Described("Tickets", "Read a ticket's history", "What was done to it, oldest first. Customers don't learn of what is for staff.");

        var writing = api.ForScopes(ApiScopes.Tickets);
        writing.MapPost("/tickets", OpenAsync).Reads(Examples.Open).Answers<TicketResource>(StatusCodes.Status201Created).TakesKey().Described("Tickets", "Open a ticket", "Location names the new ticket, ETag its version.");
        writing.MapPatch(Ticket, ChangeAsync).Reads(Examples.Change).Answers<TicketResource>().MayNotBeThere().MayBeStale().Described("Tickets", "Change a ticket", "All that is named is one change: it is done as a whole or not at all. Only a requester or staff move a ticket; the rest is for staff.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, TicketLists lists, DepartmentNames departments, CancellationToken cancellationToken)
    {
        var (query, refusal) = TicketFilter.Read(context);
        if (query is null)
        {
            return refusal!;
        }

        if (query.Department is { } department)
        {
            query = query with { Department = await departments.KeyAsync(department, cancellationToken) };
        }

        var page = await lists.ListAsync(context.ApiActor(), query, cancellationToken);
        return Json.Ok(new Items<TicketLineResource>([.. page.Lines.Select(line => Resource.Of(line, context.Language()))], page.Next));
    }

    private static async Task<IResult> GetAsync(string number, HttpContext context, TicketReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(context.ApiActor(), number, cancellationToken) is { } view
            ? Answer(context, view)
            : Problems.NotFound(context);

    private static async Task<IResult> HistoryAsync(string number, HttpContext context, TicketReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(context.ApiActor(), number, cancellationToken) is { } view
            ? Json.Ok(new Items<HistoryResource>([.. view.History.Select(Resource.Of)]))
            : Problems.NotFound(context);

    private static async Task<IResult> OpenAsync(
        HttpContext context, TicketDesk desk, TicketReader reader, DepartmentNames departments, PersonDirectory people, CancellationToken cancellationToken)
    {
        var (request, refusal) = await Json.ReadAsync<OpenRequest>(context, cancellationToken);
        if (request is null)
        {
            return refusal!;
        }

        var fields = new FieldReading();
        var open = new Open(
            request.Subject ?? "",
            await departments.KeyAsync(request.Department ?? "", cancellationToken),
            request.Body ?? "",
            fields.Ids("attachments", request.Attachments, "api.attachment-id"))
        {
            Format = fields.Format(request.Format),
            Type = request.Type,
            Urgency = fields.Urgency(request.Urgency),
            ServiceId = fields.Id("service", request.Service),
            Cc = fields.Cc(request.Cc),
            Fields = FieldReading.Fields(request.Fields),
            RequesterId = await fields.RequesterAsync(request.Requester, context.ApiActor(), people, cancellationToken),
        };
        if (fields.Refusals.Count > 0)
        {
            return Problems.Of(context, fields.Refusals);
        }

        var result = await desk.OpenAsync(open, context.ApiActor(), context.IdempotencyKey(), cancellationToken);
        if (!result.IsDone)
        {
            return Problems.Of(context, result.Refusals);
        }

        context.Replayed(result.IsRepeat);
        var number = result.Ticket!.Number;
        context.Response.Headers.Location = $"{ApiEndpoints.Root}/tickets/{number}";
        return await reader.FindAsync(context.ApiActor(), number, cancellationToken) is { } view
            ? Answer(context, view, StatusCodes.Status201Created)
            // Opened for somebody else, in a department whose tickets are not for the one who did it.
            : Json.Created(new OpenedResource(Resource.Id(result.Ticket.Id), number));
    }

    private static async Task<IResult> ChangeAsync(
        string number, HttpContext context, TicketDesk desk, TicketReader reader, DepartmentNames departments, PersonDirectory people, CancellationToken cancellationToken)
    {
        var (request, refusal) = await Json.ReadAsync<ChangeRequest>(context, cancellationToken);
        if (request is null)
        {
            return refusal!;
        }

        if (!Resource.TryVersion(context.Request.Headers.IfMatch, out var version))
        {
            return Problems.Of(context, RefusalKind.Invalid, "api.if-match", "If-Match");
        }

        var fields = new FieldReading();
        var acts = await ActsAsync(request, fields, context.ApiActor(), departments, people, cancellationToken);
        if (request.MergeInto is { } into)
        {
            // Last: the rest is done to the ticket while it is one. None is the same as one that the caller may not see.
            acts.Add(new Merge(await reader.FindIdAsync(context.ApiActor(), into, cancellationToken) ?? 0));
        }

        if (fields.Refusals.Count > 0)
        {
            return Problems.Of(context, fields.Refusals);
        }

        if (acts.Count == 0)
        {
            return Problems.Of(context, RefusalKind.Invalid, "api.nothing-to-change");
        }

        if (await reader.FindIdAsync(context.ApiActor(), number, cancellationToken) is not { } ticketId)
        {
            return Problems.NotFound(context);
        }

        var result = await desk.DoAsync(ticketId, acts, context.ApiActor(), version, cancellationToken);
        if (!result.IsDone)
        {
            return Problems.Of(context, result.Refusals, isConditional: version is not null);
        }

        // It may have gone to a department whose tickets are not for the one who moved it there.
        return await reader.FindAsync(context.ApiActor(), number, cancellationToken) is { } view ? Answer(context, view) : Results.NoContent();
    }

    /// <summary>The status comes last: it is what the rest leads to.</summary>
    private static async Task<List<Act>> ActsAsync(
        ChangeRequest request, FieldReading fields, Actor actor, DepartmentNames departments, PersonDirectory people, CancellationToken cancellationToken)
    {
        var acts = new List<Act>();
        if (request.Subject is { } subject)
        {
            acts.Add(new Rename(subject));
        }

        if (request.Type is { } type)
        {
            acts.Add(new Retype(type, request.Reason ?? ""));
        }
        else if (request.Reason is not null)
        {
            fields.Invalid("reason", "api.reason-alone");
        }

        if (request.Classification is { } classification)
        {
            acts.Add(new SetPriority(classification));
        }

        if (request.Fields is { } values)
        {
            acts.Add(new SetFields(FieldReading.Fields(values)));
        }

        if (request.Department is { } department)
        {
            acts.Add(new Move(await departments.KeyAsync(department, cancellationToken)));
        }

        if (request.NamesAssignee)
        {
            acts.Add(new Assign(await fields.AssigneeAsync(request.Assignee, actor, people, cancellationToken)));
        }

        if (request.Status is { } status)
        {
            acts.Add(new SetStatus(status));
        }

        return acts;
    }

    private static IResult Answer(HttpContext context, TicketView view, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.ETag = Resource.ETag(view.Ticket.Version);
        return Json.With(status, Resource.Of(view, context.ApiActor(), context.Language()));
    }
}
