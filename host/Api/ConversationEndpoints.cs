using Helpdesk.Engine.Access;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Helpdesk.Host.Api;

/// <summary>What is said on a ticket, and who gets copies of it.</summary>
internal static class ConversationEndpoints
{
    private const string Messages = "/tickets/{number}/messages";
    private const string Copies = "/tickets/{number}/cc";

    public static void MapConversation(this IEndpointRouteBuilder api)
    {
        var reading = api.ForScopes(ApiScopes.Tickets, ApiScopes.TicketsRead);
        reading.MapGet(Messages, MessagesAsync).Answers<Items<MessageResource>>().MayNotBeThere().Described("Conversation", "Read a ticket's messages", "Oldest first. Customers see no notes.");
        reading.MapGet(Copies, CopiesAsync).Answers<Items<CcResource>>().MayNotBeThere().Described("Conversation", "List who gets copies", "The addresses that get the replies beside the requester.");

        var writing = api.ForScopes(ApiScopes.Tickets);
        writing.MapPost(Messages, SayAsync).Reads(Examples.Say).Answers<MessageResource>(StatusCodes.Status201Created).MayNotBeThere().TakesKey().Described("Conversation", "Reply, or write a note", "A reply goes to everybody on the ticket and moves it to another status; a note is for staff alone and moves nothing.");
        writing.MapPost(Copies, CopyAsync).Reads(Examples.Cc).Answers<Items<CcResource>>(StatusCodes.Status201Created).MayNotBeThere().TakesKey().Described("Conversation", "Send copies to an address", "Of the replies from now on. An address that gets them already is no mistake. The answer lists all.");
        writing.MapDelete(Copies + "/{id:long}", EndCopyAsync).Produces(StatusCodes.Status204NoContent).MayNotBeThere().Described("Conversation", "End the copies to an address", "Its reply address ends with them.");
    }

    private static async Task<IResult> MessagesAsync(string number, HttpContext context, TicketReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(context.ApiActor(), number, cancellationToken) is { } view
            ? Json.Ok(new Items<MessageResource>([.. view.Messages.Select(Resource.Of)]))
            : Problems.NotFound(context);

    private static async Task<IResult> CopiesAsync(string number, HttpContext context, TicketReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(context.ApiActor(), number, cancellationToken) is { } view
            ? Json.Ok(new Items<CcResource>([.. view.Cc.Select(Resource.Of)]))
            : Problems.NotFound(context);

    private static async Task<IResult> SayAsync(string number, HttpContext context, TicketDesk desk, TicketReader reader, CancellationToken cancellationToken)
    {
        var (request, refusal) = await Json.ReadAsync<SayRequest>(context, cancellationToken);
        if (request is null)
        {
            return refusal!;
        }

        var fields = new FieldReading();
        var (format, attachments) = (fields.Format(request.Format), fields.Ids("attachments", request.Attachments, "api.attachment-id"));
        Act? act = request.Kind switch
        {
            null or "reply" => new Reply(request.Body ?? "", attachments) { Format = format },
            "note" => new Note(request.Body ?? "", attachments) { Format = format },
            _ => null,
        };
        if (act is null)
        {
            fields.Invalid("kind", "api.message-kind");
        }

        if (fields.Refusals.Count > 0)
        {
            return Problems.Of(context, fields.Refusals);
        }

        if (await reader.FindIdAsync(context.ApiActor(), number, cancellationToken) is not { } ticketId)
        {
            return Problems.NotFound(context);
        }

        var result = await desk.DoAsync(ticketId, [act!], context.ApiActor(), expectedVersion: null, context.IdempotencyKey(), cancellationToken);
        if (!result.IsDone)
        {
            return Problems.Of(context, result.Refusals);
        }

        context.Replayed(result.IsRepeat);
        return (await reader.FindAsync(context.ApiActor(), number, cancellationToken))?.Messages.FirstOrDefault(message => message.Id == result.MessageId) is { } said
            ? Json.Created(Resource.Of(said))
            : Problems.NotFound(context);
    }

    private static async Task<IResult> CopyAsync(string number, HttpContext context, TicketDesk desk, TicketReader reader, CancellationToken cancellationToken)
    {
        var (request, refusal) = await Json.ReadAsync<CcRequest>(context, cancellationToken);
        if (request is null)
        {
            return refusal!;
        }

        if (await reader.FindIdAsync(context.ApiActor(), number, cancellationToken) is not { } ticketId)
        {
            return Problems.NotFound(context);
        }

        var result = await desk.DoAsync(ticketId, [new AddCc([new CcAddress(request.Address, request.Name)])], context.ApiActor(), expectedVersion: null, context.IdempotencyKey(), cancellationToken);
        if (!result.IsDone)
        {
            return Problems.Of(context, result.Refusals);
        }

        context.Replayed(result.IsRepeat);
        var view = await reader.FindAsync(context.ApiActor(), number, cancellationToken);
        return view is null ? Problems.NotFound(context) : Json.Created(new Items<CcResource>([.. view.Cc.Select(Resource.Of)]));
    }

    private static async Task<IResult> EndCopyAsync(string number, long id, HttpContext context, TicketDesk desk, TicketReader reader, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(context.ApiActor(), number, cancellationToken) is not { } view)
        {
            return Problems.NotFound(context);
        }

        if (view.Cc.FirstOrDefault(cc => cc.Id == id) is not { } copy)
        {
            return Problems.Of(context, RefusalKind.NotFound, "api.no-such-cc");
        }

        var result = await desk.DoAsync(view.Ticket.Id, [new RemoveCc(copy.Address)], context.ApiActor(), expectedVersion: null, cancellationToken);
        return result.IsDone ? Results.NoContent() : Problems.Of(context, result.Refusals);
    }
}
