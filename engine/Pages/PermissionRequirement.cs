using Helpdesk.Engine.Access;
using Microsoft.AspNetCore.Authorization;

namespace Helpdesk.Engine.Pages;

/// <summary>Asks the actor herself, so that pages and desk agree on who may.</summary>
internal sealed class PermissionRequirement(string permission) : IAuthorizationRequirement, IAuthorizationHandler
{
    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        if (DeskPrincipal.ActorOf(context.User)?.May(permission) == true)
        {
            context.Succeed(this);
        }

        return Task.CompletedTask;
    }
}
