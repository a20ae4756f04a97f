using Hangfire;
using Hangfire.Dashboard;
using Helpdesk.Host.Account;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Jobs;

/// <summary>Hangfire's own pages at <c>/admin/jobs</c>, for administrators, to look at: what is to be done about a row is done in the outbox.</summary>
internal static class JobsDashboard
{
    private const string Path = "/admin/jobs";

    /// <summary>Hangfire's pages draw with style attributes; scripts come from files of its own.</summary>
    private static readonly ContentPolicy Policy = new(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");

    /// <summary>What Hangfire's pages look for; the storage is given to them by hand, and its static configuration left alone.</summary>
    public static void AddJobsDashboard(this IServiceCollection services) => services
        .AddSingleton<IGlobalConfiguration>(GlobalConfiguration.Configuration)
        .AddSingleton(DashboardRoutes.Routes);

    public static void MapJobsDashboard(this WebApplication application) =>
        application.MapHangfireDashboard(
            Path,
            new DashboardOptions
            {
                AppPath = "/admin",
                DashboardTitle = "Helpdesk",
                // The endpoint's policy decides; Hangfire's own rule would let in whoever sits on this machine, a proxy too.
                Authorization = [],
                IsReadOnlyFunc = _ => true,
                DisplayStorageConnectionString = false,
            },
            application.Services.GetRequiredService<JobStorage>())
            .RequireAuthorization(Policies.Administrator)
            .WithMetadata(Policy);
}
