using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Tickets.Guests;
using Helpdesk.Host.Face;
using Helpdesk.Host.Portal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpdesk.Host.Guests;

internal static class GuestEndpoints
{
    /// <summary>Where a guest is at home.</summary>
    public const string TicketPath = "/guest/ticket";

    public static void MapGuests(this WebApplication app) => app.MapGet(TicketPath, OwnTicketAsync).WithMetadata(new ForGuestsAttribute());

    /// <summary>Leads to her ticket; whoever has an account has no only one.</summary>
    private static async Task<Results<RedirectHttpResult, NotFound>> OwnTicketAsync(HttpContext context, GuestDesk guests, CancellationToken cancellationToken) =>
        await guests.NumberAsync(context.Actor(), cancellationToken) is { } number
            ? Local.Redirect(TicketPageModel.UrlOf(number))
            : TypedResults.NotFound();
}
