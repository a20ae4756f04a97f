using System.Security.Claims;
using Helpdesk.Engine.Pages;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Authorization;

namespace Helpdesk.Host.Guests;

/// <summary>
/// A guest gets to her ticket and to nothing else (row E9): pages of the desk and of plugins say nothing of guests, and are shut.
/// What is open to everybody takes her for somebody who is not signed in, as she is not.
/// </summary>
internal sealed class GuestGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.ActorOrNull() is not { OnlyTicket: not null } || context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<ForGuestsAttribute>() is not null)
        {
            return next(context);
        }

        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
            return next(context);
        }

        if (HttpMethods.IsGet(context.Request.Method) && context.Request.IsForPeople())
        {
            context.Response.Redirect(GuestEndpoints.TicketPath);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }

        return Task.CompletedTask;
    }
}
