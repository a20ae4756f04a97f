using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Texts;
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
    };

    public static IResult Ok<T>(T value) => With(StatusCodes.Status200OK, value);

    public static IResult Created<T>(T value) => With(StatusCodes.Status201Created, value);

    public static IResult With<T>(int status, T value, string? contentType = null) => Results.Json(value, Options, contentType, status);

    public static async Task<(T? Value, Refusal? Refusal)> ReadAsync<T>(HttpContext context, CancellationToken cancellationToken) where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            return (null, Invalid("api.not-json"));
        }

        try
        {
            var value = await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Options, cancellationToken);
            return value is null ? (null, Invalid("api.empty")) : (value, null);
        }
        catch (JsonException fault)
        {
            var path = fault.Path is { Length: > 2 } told ? told[2..] : null;
            return (null, Invalid("api.unreadable", path, path ?? "?"));
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Invalid("api.too-large"));
        }
    }

    private static Refusal Invalid(string key, string? field = null, params object[] arguments) =>
        new(RefusalKind.Invalid, new Phrase(key, arguments), field);
}
