using System.Globalization;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Face;
using Helpdesk.Host.Guests;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Helpdesk.Host.Attachments;

/// <summary>Files in, one a request, as they are chosen; files out, as downloads that do nothing by themselves (LX2).</summary>
internal static class AttachmentEndpoints
{
    public const string Path = "/attachments";

    /// <summary>What a multipart form adds to the file itself.</summary>
    public const long Wrapping = 64 * 1024;

    public static void MapAttachments(this WebApplication app)
    {
        app.MapGet(Path + "/{id:long}", DownloadAsync).WithMetadata(ContentPolicy.Inert, new ForGuestsAttribute());
        app.MapGet(PicturePath.Pattern, PictureAsync).WithMetadata(ContentPolicy.Inert, new ForGuestsAttribute());
        app.MapPost(Path, UploadAsync).RequireAntiforgery()
            .WithMetadata(new ForGuestsAttribute(), new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(app.Services.GetRequiredService<AttachmentOptions>().Largest + Wrapping));
    }

    private static async Task<Results<FileStreamHttpResult, NotFound>> DownloadAsync(long id, HttpContext context, AttachmentDesk desk, CancellationToken cancellationToken)
    {
        if (await desk.OpenAsync(context.Actor(), id, cancellationToken) is not { } file)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.ContentDisposition = Disposition.Of(file.View.FileName);
        // Not what the uploader said it is: nothing shall feel invited to open it.
        return TypedResults.Stream(file.Content, "application/octet-stream", enableRangeProcessing: true);
    }

    /// <summary>A picture in a message; a file that is none by its bytes is not here.</summary>
    private static async Task<Results<FileStreamHttpResult, NotFound>> PictureAsync(long id, HttpContext context, AttachmentDesk desk, CancellationToken cancellationToken)
    {
        if (await desk.PictureAsync(context.Actor(), id, cancellationToken) is not { } picture)
        {
            return TypedResults.NotFound();
        }

        // What an id stands for never changes; who may see it does.
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.Stream(picture.Content, picture.ContentType);
    }

    /// <summary>Reads the form's only file as it comes and hands it on: nothing is held in memory or written twice.</summary>
    private static async Task<IResult> UploadAsync(HttpContext context, AttachmentDesk desk, Words words, CancellationToken cancellationToken)
    {
        if (await FileAsync(context.Request, cancellationToken) is not { } file)
        {
            return TypedResults.Problem(words["common.files.none"], statusCode: StatusCodes.Status400BadRequest);
        }

        var result = await desk.UploadAsync(file.Body, file.Name, file.ContentType, context.Actor(), cancellationToken);
        return result.Attachment is { } draft
            ? TypedResults.Json(new Draft(draft.Id.ToString(CultureInfo.InvariantCulture), draft.FileName, draft.Size), statusCode: StatusCodes.Status201Created)
            : TypedResults.Problem(words.Say(result.Refusal!.Sentence), statusCode: StatusCodes.Status400BadRequest);
    }

    private static async Task<(Stream Body, string Name, string ContentType)?> FileAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
        {
            return null;
        }

        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.GetContentDispositionHeader() is { } disposition && disposition.IsFileDisposition())
            {
                var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
                return (section.Body, HeaderUtilities.RemoveQuotes(name).ToString(), section.ContentType ?? "");
            }
        }

        return null;
    }

    /// <summary>Ids are strings in JSON: they have more bits than a JavaScript number.</summary>
    private sealed record Draft(string Id, string FileName, long Size);
}
