using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Helpdesk.Engine.Access;
using Microsoft.AspNetCore.Http;

namespace Helpdesk.Host.Api;

/// <summary>JSON in and out. A field that is not known is refused, so that a spelling mistake is not taken for a wish.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        // It is sent as application/json with nosniff, so nothing in it can become a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 16,
        Converters = { new LenientText() },
    };

    public static IResult Ok<T>(T value) => With(StatusCodes.Status200OK, value);

    public static IResult Created<T>(T value) => With(StatusCodes.Status201Created, value);

    public static IResult With<T>(int status, T value, string? contentType = null) => Results.Json(value, Options, contentType, status);

    /// <returns>What was sent, or the answer that refuses it.</returns>
    public static async Task<(T? Value, IResult? Refusal)> ReadAsync<T>(HttpContext context, CancellationToken cancellationToken) where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            return (null, Problems.Of(context, StatusCodes.Status415UnsupportedMediaType, "api.not-json"));
        }

        try
        {
            var value = await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Options, cancellationToken);
            return value is null ? (null, Problems.Of(context, RefusalKind.Invalid, "api.empty")) : (value, null);
        }
        catch (JsonException fault)
        {
            var field = FieldOf(fault.Path);
            return (null, Problems.Of(context, RefusalKind.Invalid, "api.unreadable", field, field ?? "?"));
        }
    }

    /// <summary><c>subject</c> for <c>$.subject</c>, and <c>['a b']</c> for <c>$['a b']</c>; null for the whole.</summary>
    private static string? FieldOf(string? path) => path switch
    {
        ['$', '.', .. var name] => name,
        ['$', .. { Length: > 0 } name] => name,
        _ => null,
    };
}
