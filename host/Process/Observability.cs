using Helpdesk.Engine.Outbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Serilog;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Templates;

namespace Helpdesk.Host.Process;

/// <summary>
/// Logs, meters and traces. They belong to the process and outlive generations; whatever a plugin causes carries its id.
/// </summary>
internal static class Observability
{
    private const string DevelopmentLine =
        "{@t:HH:mm:ss} {@l:u3} {#if Plugin is not null}[{Plugin}] {#end}{Substring(SourceContext, LastIndexOf(SourceContext, '.') + 1)}: {@m}\n{@x}";

    /// <param name="toStandardError">For every verb but 'serve': standard output is for results.</param>
    public static void AddLogging(IServiceCollection services, IConfiguration configuration, IHostEnvironment environment, bool toStandardError)
    {
        ITextFormatter format = environment.IsDevelopment() || toStandardError ? new ExpressionTemplate(DevelopmentLine) : new RenderedCompactJsonFormatter();
        services.AddSerilog(logs => logs
            .MinimumLevel.Is(toStandardError ? LogEventLevel.Warning : LogEventLevel.Information)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
            // It warns that keys lie unencrypted in their folder, which is readable by its owner alone.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .ReadFrom.Configuration(configuration)
            .Enrich.FromLogContext()
            .WriteTo.Console(format, standardErrorFromLevel: toStandardError ? LogEventLevel.Verbose : null));
    }

    public static void AddTelemetry(IServiceCollection services, IConfiguration configuration)
    {
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("helpdesk", serviceVersion: typeof(Observability).Assembly.GetName().Version?.ToString()))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter(OutboxMeters.Name, "Helpdesk.Storage")
                .AddPrometheusExporter())
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
                .AddSource(OutboxMeters.Name));
        // The standard's own variable; without it nothing is sent anywhere.
        if (!string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.UseOtlpExporter();
        }
    }
}
