using Helpdesk.Engine.Access;
using Microsoft.AspNetCore.Authorization;

namespace Helpdesk.Host.Account;

/// <summary>Who may come in where. What says nothing is for people who are signed in (LP9).</summary>
internal static class Policies
{
    public const string Staff = nameof(Staff);
    public const string Administrator = nameof(Administrator);

    public static void Add(AuthorizationOptions options)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        options.AddPolicy(Staff, policy => policy.RequireRole(nameof(Role.Agent), nameof(Role.Supervisor), nameof(Role.Administrator)));
        options.AddPolicy(Administrator, policy => policy.RequireRole(nameof(Role.Administrator)));
    }
}
