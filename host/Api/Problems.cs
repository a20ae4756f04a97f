using Helpdesk.Engine.Access;
using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Api;

/// <summary>A problem document (RFC 9457): what is wrong, field by field, in the caller's language.</summary>
internal sealed record Problem(string Type, string Title, int Status, string Detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors);

internal static class Problems
{
    public static IResult NotFound(HttpContext context) => Of(context, RefusalKind.NotFound, "desk.ticket-not-found");

    public static IResult Of(HttpContext context, RefusalKind kind, string key, string? field = null, params IReadOnlyList<object> arguments) =>
        Of(context, new Refusal(kind, new Phrase(key, arguments), field));

    /// <summary>A refusal that HTTP has a status of its own for.</summary>
    public static IResult Of(HttpContext context, int status, string key, params object[] arguments) =>
        Of(status, context.RequestServices.GetRequiredService<PhraseBook>().Say(key, context.Language(), arguments));

    public static IResult Of(HttpContext context, Refusal refusal) => Of(context, [refusal]);

    /// <param name="isConditional">Whether the caller named a version: then a conflict is a failed precondition (RFC 9110 §15.5.13).</param>
    public static IResult Of(HttpContext context, IReadOnlyList<Refusal> refusals, bool isConditional = false)
    {
        var phrases = context.RequestServices.GetRequiredService<PhraseBook>();
        var said = refusals.Select(refusal => (refusal.Field, Sentence: phrases.Say(refusal.Sentence, context.Language()))).ToList();
        var status = StatusOf(refusals[0].Kind, isConditional);
        var errors = said.Where(refusal => refusal.Field is not null)
            .GroupBy(refusal => refusal.Field!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group.Select(refusal => refusal.Sentence)], StringComparer.Ordinal);
        return Of(status, string.Join(' ', said.Select(refusal => refusal.Sentence)), errors.Count == 0 ? null : errors);
    }

    public static IResult Of(int status, string detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? errors = null) =>
        Json.With(status, new Problem("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, errors), "application/problem+json");

    private static int StatusOf(RefusalKind kind, bool isConditional) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Conflict => isConditional ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status409Conflict,
        RefusalKind.Refused => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status503ServiceUnavailable,
    };
}
