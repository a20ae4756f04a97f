using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Helpdesk.Host.Attachments;
using Helpdesk.Host.Packages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Helpdesk.Host.Admin.Packages;

/// <summary>
/// Takes a package as it comes, straight to the file that it is kept in. The form's token is its first field, so that nothing of
/// the package is read before it is known that the form was ours (LX5).
/// </summary>
internal static class PackageEndpoint
{
    public const string Path = "/admin/packages/upload";

    public const string Exports = "/admin/exports";

    private const string TokenField = "__RequestVerificationToken";
    private const int LongestToken = 4096;

    public static void MapPackages(this WebApplication app)
    {
        app.MapGet(Exports + "/{file}", Export).RequireAuthorization(Policies.Administrator);
        app.MapPost(Path, UploadAsync).RequireAuthorization(Policies.Administrator).DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(PackageLimits.LargestPackage + AttachmentEndpoints.Wrapping));
    }

    /// <summary>What a removed plugin left, as a download.</summary>
    private static Results<FileStreamHttpResult, NotFound> Export(string file, HttpContext context, [FromServices] ExportFiles exports)
    {
        if (exports.Find(file) is not { } found)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.ContentDisposition = Disposition.Of(found.Name);
        return TypedResults.Stream(found.OpenRead(), "application/json");
    }

    private static async Task<IResult> UploadAsync(
        HttpContext context, PackageUploads uploads, IAntiforgery antiforgery, ITempDataDictionaryFactory notices, Words words, CancellationToken cancellationToken)
    {
        if (!uploads.IsAllowed)
        {
            // That page says how to switch it on.
            return TypedResults.LocalRedirect(PackagesModel.Path);
        }

        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        var reader = new MultipartReader(boundary, context.Request.Body);
        if (await TokenAsync(reader, cancellationToken) is not { } token)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        context.Request.Headers[antiforgery.GetTokens(context).HeaderName!] = token;
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (await FileAsync(reader, cancellationToken) is not { } file)
        {
            return Say(words["common.files.none"]);
        }

        try
        {
            return TypedResults.LocalRedirect($"{PackagesModel.Path}/{await uploads.KeepAsync(file, cancellationToken)}");
        }
        catch (PackageRefusedException refused)
        {
            return Say(refused.Message);
        }

        IResult Say(string sentence)
        {
            var notice = notices.GetTempData(context);
            notice.Notify(sentence);
            notice.Save();
            return TypedResults.LocalRedirect(PackagesModel.Path);
        }
    }

    private static async Task<string?> TokenAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        if (await reader.ReadNextSectionAsync(cancellationToken) is not { } section
            || section.GetContentDispositionHeader() is not { } disposition
            || HeaderUtilities.RemoveQuotes(disposition.Name) != TokenField)
        {
            return null;
        }

        var buffer = new byte[LongestToken];
        var length = await section.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length < buffer.Length ? System.Text.Encoding.ASCII.GetString(buffer, 0, length) : null;
    }

    private static async Task<Stream?> FileAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.GetContentDispositionHeader() is { } disposition && disposition.IsFileDisposition())
            {
                // A browser sends the field of a file that nobody chose, without a name.
                return HeaderUtilities.RemoveQuotes(disposition.FileName).Length > 0 ? section.Body : null;
            }
        }

        return null;
    }
}
