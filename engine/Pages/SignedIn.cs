using Helpdesk.Engine.Access;
using Microsoft.AspNetCore.Http;

namespace Helpdesk.Engine.Pages;

/// <summary>Who asks for a page.</summary>
public static class SignedIn
{
    /// <summary>The person who is signed in; her rights are what the database said when this request began.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page lets anonymous readers in and must look first.</exception>
    public static Actor Actor(this HttpContext context) =>
        ActorOrNull(context) ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The person who is signed in, or null.</summary>
    /// <param name="context">The request.</param>
    public static Actor? ActorOrNull(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return DeskPrincipal.ActorOf(context.User);
    }
}
