using Helpdesk.Engine.Access;
using Helpdesk.Engine.People.Privacy;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Privacy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Helpdesk.Host.Api;

/// <summary>Erases people, after a look at what there is (GDPR article 17).</summary>
internal static class ErasureEndpoints
{
    private const string Path = "/people/{id:long}/erasure";
    private const string Tag = "People";

    public static void MapErasure(this IEndpointRouteBuilder api)
    {
        var admin = api.ForScopes(ApiScopes.Admin);
        admin.MapGet(Path, PreviewAsync).Answers<ErasureResource>().MayNotBeThere().Described(Tag, "See what there is of a person", "For administrators, before the person is erased.");
        admin.MapPost(Path, EraseAsync).Reads(Examples.Erasure).Answers<ErasureResource>().MayNotBeThere().MayBeRefused(StatusCodes.Status409Conflict).Described(Tag, "Erase a person", "For administrators. It can not be undone: the person is shut out at once and is nobody from then on; mail, places on others' tickets and, where words go too, messages, subjects, fields and files go right afterwards. Tickets stay, as those of nobody. Somebody erased already can be erased again for the words.");
    }

    private static async Task<IResult> PreviewAsync(long id, HttpContext context, PersonEraser eraser, CancellationToken cancellationToken) =>
        AdministratorsOnly.Refuse(context.ApiActor()) is { } refusal
            ? Problems.Of(context, [refusal])
            : await eraser.PreviewAsync(id, cancellationToken) is { } preview ? Json.Ok(Of(preview)) : Problems.NotFound(context);

    private static async Task<IResult> EraseAsync(long id, HttpContext context, PersonEraser eraser, Words words, CancellationToken cancellationToken)
    {
        if (AdministratorsOnly.Refuse(context.ApiActor()) is { } refusal)
        {
            return Problems.Of(context, [refusal]);
        }

        var (request, unread) = await Json.ReadAsync<ErasureRequest>(context, cancellationToken);
        if (request is null)
        {
            return unread!;
        }

        if (await eraser.PreviewAsync(id, cancellationToken) is not { } preview)
        {
            return Problems.NotFound(context);
        }

        var result = await eraser.EraseAsync(Erasures.Of(preview, request.Confirmation, request.WithWords ?? false, words), context.ApiActor(), cancellationToken);
        return result.IsDone ? await PreviewAsync(id, context, eraser, cancellationToken) : Problems.Of(context, result.Refusals);
    }

    private static ErasureResource Of(ErasurePreview preview) =>
        new(Resource.Id(preview.PersonId), preview.Name, preview.Address, preview.IsErased, preview.Tickets, preview.OpenTickets, preview.AssignedTickets, preview.Messages, preview.Files, preview.Mails, preview.OtherTickets);
}
