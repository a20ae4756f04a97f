using Helpdesk.Engine.Storage;
using Helpdesk.Host.Api;
using Helpdesk.Host.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace Helpdesk.Host.Process;

/// <summary>
/// What a supervisor asks. 'Live' says that the process answers; 'ready' that it reaches its database and that the outbox
/// is being looked at; 'work' that nothing needs an administrator. Neither says more to whoever asks: details are for administrators.
/// </summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapHealth(this WebApplication application)
    {
        application.MapGet("/health/live", () => Results.Text("ok")).AllowAnonymous();
        application.MapGet("/health/ready", ReadyAsync).AllowAnonymous();
        application.MapGet("/health/work", WorkAsync).AllowAnonymous();
        application.MapPrometheusScrapingEndpoint("/metrics", application.Services.GetRequiredService<MeterProvider>(), configureBranchedPipeline: null, optionsName: null)
            .RequireAuthorization(BearerAuthentication.MetersPolicy);
    }

    private static async Task<IResult> ReadyAsync(DeskStore store, PumpPulse pulse, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!pulse.IsAlive)
        {
            return NotReady("The outbox is not being looked at.");
        }

        try
        {
            await using var tables = store.ReadAlone();
            await tables.Marks.AnyAsync(cancellationToken).WaitAsync(Patience, time, cancellationToken);
            return Results.Text("ok");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return NotReady("The database does not answer.");
        }
    }

    /// <summary>Whether an administrator is needed: no reason to start the desk anew, but to wake somebody.</summary>
    private static async Task<IResult> WorkAsync(Troubles troubles, CancellationToken cancellationToken) =>
        (await troubles.ListAsync(cancellationToken)).Count == 0 ? Results.Text("ok") : NotReady("Something needs an administrator: the page /admin says what.");

    private static IResult NotReady(string sentence) => Results.Text(sentence, statusCode: StatusCodes.Status503ServiceUnavailable);
}
