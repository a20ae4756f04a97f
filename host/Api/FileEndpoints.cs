using Helpdesk.Engine.Attachments;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Api;

/// <summary>Files: uploaded as drafts, attached by id with a ticket or a message, downloaded as they came.</summary>
internal static class FileEndpoints
{
    public static void MapFiles(this IEndpointRouteBuilder api)
    {
        api.ForScopes(ApiScopes.Tickets, ApiScopes.TicketsRead)
            .MapGet("/attachments/{id:long}", DownloadAsync).WithMetadata(new AnswersWithFile(), ContentPolicy.Inert)
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").MayNotBeThere()
            .Described("Attachments", "Download a file", "Of a message that the owner of the token may see, or a draft of her own.");
        api.ForScopes(ApiScopes.Tickets)
            .MapPost("/attachments", UploadAsync)
            .WithMetadata(new RequestSizeLimitAttribute(api.ServiceProvider.GetRequiredService<AttachmentOptions>().Largest), new TakesAnyBytes())
            .Takes([new QueryParameter("name", "What the file is called.")])
            .Answers<AttachmentResource>(StatusCodes.Status201Created).MayBeRefused(StatusCodes.Status413PayloadTooLarge)
            .Described("Attachments", "Upload a file", "The body is the file, Content-Type its type. It is a draft of the uploader's, which nobody else sees, until its id is sent with a ticket or a message.");
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
}

/// <summary>On an endpoint whose body is a file.</summary>
internal sealed record TakesAnyBytes;
