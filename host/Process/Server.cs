using Helpdesk.Host.Generations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Process;

/// <summary>
/// The outer process: Kestrel, configuration, logging, hands and clock. It has no pipeline of its own; every request goes
/// through the <see cref="FrontDoor"/> to the generation that serves.
/// </summary>
internal static class Server
{
    public static async Task<int> RunAsync(string[] args, ServeOptions options, CancellationToken cancellationToken)
    {
        await using var application = Build(args, options);
        application.Services.GetRequiredService<CrashBlame>().Watch();
        await application.StartAsync(cancellationToken);
        Welcome.Print(application);
        // Models, routes and pages are made once: what was needed only for that goes back to the machine, before many ask.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        await application.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    /// <summary>Also the tests' way in.</summary>
    /// <param name="configure">Replaces services, such as the clock.</param>
    public static WebApplication Build(string[] args, ServeOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(Server).Assembly.GetName().Name,
            // Not the working directory: views, assets and plugins lie beside the program, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        Settings.Add(builder.Configuration, args);
        configure?.Invoke(builder);
        Observability.AddLogging(builder.Services, builder.Configuration, builder.Environment, toStandardError: false);
        Observability.AddTelemetry(builder.Services, builder.Configuration);
        builder.Services.AddStores(builder.Configuration);
        builder.Services.AddServing(builder.Configuration, options);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Uploads state their own, larger limit.
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        });
        PutFrontDoor(builder.Services);
        return builder.Build();
    }

    private static void PutFrontDoor(IServiceCollection services)
    {
        var kestrel = services.Last(service => service.ServiceType == typeof(IServer));
        services.Remove(kestrel);
        services.AddSingleton<IServer>(provider => new FrontDoor(
            (IServer)(kestrel.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, kestrel.ImplementationType!)),
            provider.GetRequiredService<GenerationSwitch>()));
    }
}
