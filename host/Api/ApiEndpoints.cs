using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Api;

/// <summary>
/// The REST API: the desk's acts and reading models as JSON. It holds no rule of its own. Foreign and absent tickets
/// are the same 404.
/// </summary>
internal static class ApiEndpoints
{
    private const int LargestPage = 100;

    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api/v1")
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(BearerAuthentication.Scheme).RequireAuthenticatedUser())
            .AddEndpointFilter(RefuseUnreadableAsync);
        var reading = api.MapGroup("").RequireAuthorization(BearerAuthentication.Requires(ApiScopes.Tickets, ApiScopes.TicketsRead));
        var writing = api.MapGroup("").RequireAuthorization(BearerAuthentication.Requires(ApiScopes.Tickets));

        reading.MapGet("/departments", DepartmentsAsync);
        reading.MapGet("/tickets", ListAsync);
        reading.MapGet("/tickets/{number}", GetAsync);
        reading.MapGet("/tickets/{number}/messages", MessagesAsync);
        reading.MapGet("/attachments/{id:long}", DownloadAsync);
        writing.MapPost("/tickets", OpenAsync);
        writing.MapPatch("/tickets/{number}", ChangeAsync);
        writing.MapPost("/tickets/{number}/messages", SayAsync);
        writing.MapPost("/attachments", UploadAsync)
            .WithMetadata(new RequestSizeLimitAttribute(endpoints.ServiceProvider.GetRequiredService<AttachmentOptions>().Largest));
        api.MapFallback("{**path}", (HttpContext context) => Problems.Of(context, RefusalKind.NotFound, "api.no-such-path"));
    }

    /// <summary>A body that is too large, or that breaks off: whoever reads it meets this exception of the server.</summary>
    private static async ValueTask<object?> RefuseUnreadableAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        try
        {
            return await next(call);
        }
        catch (BadHttpRequestException fault)
        {
            var most = call.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0;
            return fault.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Problems.Of(call.HttpContext, fault.StatusCode, "api.too-large", most)
                : Problems.Of(call.HttpContext, fault.StatusCode, "api.broken-off");
        }
    }

    private static async Task<IResult> DepartmentsAsync(HttpContext context, DeskStore store, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var departments = await tables.Departments.OrderBy(department => department.Order).ThenBy(department => department.Key).ToListAsync(cancellationToken);
        return Json.Ok(new Items<DepartmentResource>([.. departments.Select(department =>
            new DepartmentResource(Resource.Id(department.Id), department.Key, department.Name.For(context.Language())))]));
    }

    private static async Task<IResult> ListAsync(HttpContext context, TicketReader reader, CancellationToken cancellationToken)
    {
        var asked = context.Request.Query;
        var query = new TicketListQuery
        {
            Search = asked["search"],
            Status = asked["status"],
            Department = asked["department"],
            After = asked["after"],
            Size = int.TryParse(asked["size"], NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? Math.Clamp(size, 1, LargestPage) : 25,
        };
        var page = await reader.ListAsync(context.ApiActor(), query, cancellationToken);
        return Json.Ok(new Items<TicketLineResource>([.. page.Lines.Select(line => Resource.Of(line, context.Language()))], page.Next));
    }

    private static async Task<IResult> GetAsync(string number, HttpContext context, TicketReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(context.ApiActor(), number, cancellationToken) is { } view
            ? Answer(context, view)
            : Problems.NotFound(context);

    private static async Task<IResult> MessagesAsync(string number, HttpContext context, TicketReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(context.ApiActor(), number, cancellationToken) is { } view
            ? Json.Ok(new Items<MessageResource>([.. view.Messages.Select(Resource.Of)]))
            : Problems.NotFound(context);

    private static async Task<IResult> OpenAsync(HttpContext context, TicketDesk desk, TicketReader reader, DeskStore store, CancellationToken cancellationToken)
    {
        var (request, refusal) = await Json.ReadAsync<OpenRequest>(context, cancellationToken);
        if (request is null)
        {
            return refusal!;
        }

        if (!Resource.TryIds(request.Attachments, out var attachments))
        {
            return Problems.Of(context, RefusalKind.Invalid, "api.attachment-id", "attachments");
        }

        var department = await KeyOfAsync(store, request.Department ?? "", cancellationToken);
        var result = await desk.OpenAsync(new Open(request.Subject ?? "", department, request.Body ?? "", attachments), context.ApiActor(), cancellationToken);
        if (!result.IsDone)
        {
            return Problems.Of(context, result.Refusals);
        }

        var view = await reader.FindAsync(context.ApiActor(), result.Ticket!.Number, cancellationToken);
        context.Response.Headers.Location = $"/api/v1/tickets/{result.Ticket.Number}";
        return Answer(context, view!, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeAsync(string number, HttpContext context, TicketDesk desk, TicketReader reader, CancellationToken cancellationToken)
    {
        var (request, refusal) = await Json.ReadAsync<ChangeRequest>(context, cancellationToken);
        if (request is null)
        {
            return refusal!;
        }

        if (request.Status is null)
        {
            return Problems.Of(context, RefusalKind.Invalid, "api.nothing-to-change");
        }

        if (!Resource.TryVersion(context.Request.Headers.IfMatch, out var version))
        {
            return Problems.Of(context, RefusalKind.Invalid, "api.if-match", "If-Match");
        }

        return await DoAsync(number, [new SetStatus(request.Status)], version, context, desk, reader, StatusCodes.Status200OK, cancellationToken);
    }

    private static async Task<IResult> SayAsync(string number, HttpContext context, TicketDesk desk, TicketReader reader, CancellationToken cancellationToken)
    {
        var (request, refusal) = await Json.ReadAsync<SayRequest>(context, cancellationToken);
        if (request is null)
        {
            return refusal!;
        }

        if (!Resource.TryIds(request.Attachments, out var attachments))
        {
            return Problems.Of(context, RefusalKind.Invalid, "api.attachment-id", "attachments");
        }

        Act? act = request.Kind switch
        {
            null or "reply" => new Reply(request.Body ?? "", attachments),
            "note" => new Note(request.Body ?? "", attachments),
            _ => null,
        };
        if (act is null)
        {
            return Problems.Of(context, RefusalKind.Invalid, "api.message-kind", "kind");
        }

        if (await reader.FindIdAsync(context.ApiActor(), number, cancellationToken) is not { } ticketId)
        {
            return Problems.NotFound(context);
        }

        var result = await desk.DoAsync(ticketId, [act], context.ApiActor(), expectedVersion: null, cancellationToken);
        if (!result.IsDone)
        {
            return Problems.Of(context, result.Refusals);
        }

        var view = await reader.FindAsync(context.ApiActor(), number, cancellationToken);
        return Json.Created(Resource.Of(view!.Messages.Single(message => message.Id == result.MessageId)));
    }

    private static async Task<IResult> DoAsync(
        string number, IReadOnlyList<Act> acts, long? version, HttpContext context, TicketDesk desk, TicketReader reader, int status, CancellationToken cancellationToken)
    {
        if (await reader.FindIdAsync(context.ApiActor(), number, cancellationToken) is not { } ticketId)
        {
            return Problems.NotFound(context);
        }

        var result = await desk.DoAsync(ticketId, acts, context.ApiActor(), version, cancellationToken);
        if (!result.IsDone)
        {
            return Problems.Of(context, result.Refusals, isConditional: version is not null);
        }

        return Answer(context, (await reader.FindAsync(context.ApiActor(), number, cancellationToken))!, status);
    }

    private static async Task<IResult> UploadAsync(HttpContext context, AttachmentDesk attachments, CancellationToken cancellationToken)
    {
        var name = context.Request.Query["name"].ToString();
        var result = await attachments.UploadAsync(context.Request.Body, name, context.Request.ContentType ?? "application/octet-stream", context.ApiActor(), cancellationToken);
        return result.Attachment is { } attachment ? Json.Created(Resource.Of(attachment)) : Problems.Of(context, result.Refusal!);
    }

    private static async Task<IResult> DownloadAsync(long id, HttpContext context, AttachmentDesk attachments, CancellationToken cancellationToken)
    {
        if (await attachments.OpenAsync(context.ApiActor(), id, cancellationToken) is not { } file)
        {
            return Problems.NotFound(context);
        }

        context.Response.RegisterForDisposeAsync(file);
        return Results.Stream(file.Content, "application/octet-stream", file.View.FileName);
    }

    /// <summary>A department is named by its key; its id does as well.</summary>
    private static async Task<string> KeyOfAsync(DeskStore store, string department, CancellationToken cancellationToken)
    {
        if (!Resource.TryId(department, out var id))
        {
            return department;
        }

        await using var tables = store.Read();
        return await tables.Departments.Where(d => d.Id == id).Select(d => d.Key).FirstOrDefaultAsync(cancellationToken) ?? department;
    }

    private static IResult Answer(HttpContext context, TicketView view, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.ETag = Resource.ETag(view.Ticket.Version);
        return Json.With(status, Resource.Of(view, context.Language()));
    }
}
