using Helpdesk.Engine.Pages;
using Helpdesk.Host.Guests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Helpdesk.Host.Live;

internal static class StreamEndpoint
{
    public static void MapStream(this WebApplication application) =>
        application.MapGet("/stream", (HttpContext context, TicketStream stream) => stream.ServeAsync(context, context.Actor())).WithMetadata(new ForGuestsAttribute());
}
