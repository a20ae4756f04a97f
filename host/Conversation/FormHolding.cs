using System.Buffers;
using System.Text;
using Helpdesk.Engine.Conversation;
using Helpdesk.Host.Account.SecondFactors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Helpdesk.Host.Conversation;

/// <summary>
/// Between finding out who somebody is and turning her away: holds the form that she sends without being signed in any
/// more, or before she has set up what the desk asks of her first. Texts are read up to a limit, files are passed over; what
/// follows (the way to sign in) is as ever.
/// </summary>
internal sealed class FormHolding(RequestDelegate next, HeldForms forms)
{
    private const int MostFields = 200;
    private const int LongestText = 4 * MessageBody.Longest;

    public async Task InvokeAsync(HttpContext context)
    {
        if (Boundary(context) is { } boundary)
        {
            await HoldAsync(context, new MultipartReader(boundary, context.Request.Body));
        }

        await next(context);
    }

    /// <summary>Null where there is nothing to hold.</summary>
    private static string? Boundary(HttpContext context) =>
        (context.User.Identity?.IsAuthenticated != true || context.IsShutForLackOfSecondFactor())
        && HttpMethods.IsPost(context.Request.Method)
        && context.GetEndpoint()?.Metadata is { } endpoint
        && endpoint.GetMetadata<PageActionDescriptor>() is not null
        && endpoint.GetMetadata<IAllowAnonymous>() is null
        && MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 100 } boundary
            ? boundary
            : null;

    private async Task HoldAsync(HttpContext context, MultipartReader reader)
    {
        var cancellationToken = context.RequestAborted;
        try
        {
            if (await FieldAsync(reader, cancellationToken) is not { Name: HeldForms.OwnerField } first || forms.WhoOwns(first.Value) is not { } owner)
            {
                return;
            }

            var fields = new Dictionary<string, List<string>>(StringComparer.Ordinal);
            var length = 0;
            for (var count = 0; count < MostFields && length < LongestText && await FieldAsync(reader, cancellationToken) is { } field; count++)
            {
                length += field.Value.Length;
                if (field.Name is { Length: > 0 } name && !name.StartsWith("__", StringComparison.Ordinal))
                {
                    (fields.TryGetValue(name, out var values) ? values : fields[name] = []).Add(field.Value);
                }
            }

            await forms.HoldAsync(owner, context.Request.Path, fields, cancellationToken);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            // No form that a browser sends: there is nothing to hold.
        }
    }

    /// <summary>The next field; one without a name stands for a file. Null at the end.</summary>
    private static async Task<Field?> FieldAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        if (await reader.ReadNextSectionAsync(cancellationToken) is not { } section)
        {
            return null;
        }

        return section.GetContentDispositionHeader() is { } disposition && disposition.IsFormDisposition()
            ? new Field(HeaderUtilities.RemoveQuotes(disposition.Name).ToString(), await TextAsync(section.Body, cancellationToken))
            : new Field("", "");
    }

    private static async Task<string> TextAsync(Stream body, CancellationToken cancellationToken)
    {
        var text = ArrayPool<byte>.Shared.Rent(LongestText);
        try
        {
            var length = await body.ReadAtLeastAsync(text.AsMemory(0, LongestText), LongestText, throwOnEndOfStream: false, cancellationToken);
            return Encoding.UTF8.GetString(text, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text, clearArray: true);
        }
    }

    private sealed record Field(string Name, string Value);
}
