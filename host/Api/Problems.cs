using Helpdesk.Engine.Access;
using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Api;

/// <summary>A problem document (RFC 9457): what is wrong, field by field, in the caller's language.</summary>
/// <param name="Type"><c>about:blank</c>: the title is that of the status (RFC 9457 §4.2.1); <paramref name="Code"/> says more.</param>
/// <param name="Code">What a program goes by: stable, whatever the language. That of the first thing that is wrong.</param>
/// <param name="Errors">By field: what is wrong with it.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string Code, IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors);

internal static class Problems
{
    public const string ContentType = "application/problem+json";

    private const string RefusedByPlugin = "plugin.refused";
    private const string KeyReused = "desk.request-key-reused";

    /// <summary>For an answer of the server's own that has no body yet, such as a verb that is not there.</summary>
    public static IResult OfStatus(HttpContext context, int status) => Of(context, status, status switch
    {
        StatusCodes.Status404NotFound => "api.no-such-path",
        StatusCodes.Status405MethodNotAllowed => "api.no-such-verb",
        StatusCodes.Status406NotAcceptable => "api.not-acceptable",
        StatusCodes.Status415UnsupportedMediaType => "api.not-json",
        StatusCodes.Status401Unauthorized => "api.token-needed",
        StatusCodes.Status403Forbidden => "api.scope-needed",
        >= StatusCodes.Status500InternalServerError => "api.broken",
        _ => "api.broken-off",
    });

    /// <summary>The ticket is not there, or not for the reader.</summary>
    public static IResult NotFound(HttpContext context) => Of(context, RefusalKind.NotFound, "desk.ticket-not-found");

    public static IResult Of(HttpContext context, RefusalKind kind, string key, string? field = null, params IReadOnlyList<object> arguments) =>
        Of(context, new Refusal(kind, new Phrase(key, arguments), field));

    /// <summary>A refusal that HTTP has a status of its own for.</summary>
    public static IResult Of(HttpContext context, int status, string key, params object[] arguments) =>
        Of(status, context.RequestServices.GetRequiredService<PhraseBook>().Say(key, context.Language(), arguments), key);

    public static IResult Of(HttpContext context, Refusal refusal) => Of(context, [refusal]);

    /// <param name="isConditional">Whether the caller named a version: then a conflict is a failed precondition (RFC 9110 §15.5.13).</param>
    public static IResult Of(HttpContext context, IReadOnlyList<Refusal> refusals, bool isConditional = false)
    {
        var phrases = context.RequestServices.GetRequiredService<PhraseBook>();
        var said = refusals.Select(refusal => (refusal.Field, Sentence: phrases.Say(refusal.Sentence, context.Language()))).ToList();
        var status = StatusOf(refusals[0], isConditional);
        var errors = said.Where(refusal => refusal.Field is not null)
            .GroupBy(refusal => refusal.Field!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group.Select(refusal => refusal.Sentence)], StringComparer.Ordinal);
        var code = refusals[0].Sentence is { PlainSentence: null, Key: var key } ? key : RefusedByPlugin;
        return Of(status, string.Join(' ', said.Select(refusal => refusal.Sentence).Distinct(StringComparer.Ordinal)), code, errors.Count == 0 ? null : errors);
    }

    private static IResult Of(int status, string detail, string code, IReadOnlyDictionary<string, IReadOnlyList<string>>? errors = null) =>
        Json.With(status, new Problem("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, code, errors), ContentType);

    private static int StatusOf(Refusal refusal, bool isConditional) => refusal.Kind switch
    {
        // The key is proper, what comes with it is not what came with it before.
        RefusalKind.Invalid when refusal.Sentence.Key == KeyReused => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Conflict => isConditional ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status409Conflict,
        RefusalKind.Refused => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status503ServiceUnavailable,
    };
}
