using System.Diagnostics.Metrics;
using Hangfire;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Plugins.Removal;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Files;
using Helpdesk.Engine.Storage.Schema;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account.SingleSignOn;
using Helpdesk.Host.Databases;
using Helpdesk.Host.Demo;
using Helpdesk.Host.Generations;
using Helpdesk.Host.Jobs;
using Helpdesk.Host.Live;
using Helpdesk.Host.Loading;
using Helpdesk.Host.Packages;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Helpdesk.Host.Process;

/// <summary>What the process has whatever the plugins are.</summary>
internal static class ProcessServices
{
    /// <summary>Database, outbox and plugin packages: what every verb of the command line needs too.</summary>
    public static IServiceCollection AddStores(this IServiceCollection services, IConfiguration configuration)
    {
        var data = DataDirectory.From(configuration);
        services.AddSingleton(data);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        var database = DatabaseChoice.From(configuration, data.Path);
        // Not the thing itself: what the container has not made it does not close.
        services.AddSingleton(_ => database);
        services.AddSingleton(provider => new WriteGate(
            provider.GetRequiredService<IDatabase>().HasOneWriter, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IMeterFactory>()));
        services.AddSingleton(provider => new IdSource(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => Identity.Of(data));
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxMeters>();
        services.AddSingleton(OutboxSettings.From(configuration));
        services.AddSingleton<OutboxQueue>();
        services.AddSingleton<Circuits>();
        services.AddSingleton<SchemaKeeper>();
        services.AddSingleton<IBlobStore>(provider => new DiskBlobs(data.Attachments, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(BaseAddress.From(configuration));
        services.AddSingleton(ZoneOfDesk.From(configuration));
        services.AddSingleton(new SignOnProviders(SignOnProvider.From(configuration)));
        services.AddPeople();
        services.AddTexts(typeof(ProcessServices).Assembly);
        services.AddSingleton<IPluginLedger, PluginLedger>();
        services.AddSingleton(PluginFolders.Of(data.Path) with
        {
            More = configuration.GetSection("PluginFolders").Get<string[]>() ?? [],
            BeingWritten = [.. (configuration.GetSection(PluginWatch.Setting).Get<string[]>() ?? []).Select(Path.GetFullPath)],
        });
        services.AddSingleton<PluginCatalogue>();
        services.AddSingleton<PackageInstaller>();
        services.AddPluginRemoval();
        services.AddSingleton<ExportFiles>();
        services.AddSingleton(new PluginFilesRoot(data.PluginFiles));
        services.AddSingleton<PluginRemover>();
        // The process itself publishes and schedules nothing: that is a generation's, which knows who receives.
        services.AddSingleton(provider => new DeskStore(
            provider.GetRequiredService<IDatabase>(), provider.GetRequiredService<WriteGate>(), provider.GetRequiredService<IdSource>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<OutboxSignal>(), new Contributions([CoreContributions.Build()])));
        return services;
    }

    /// <summary>Generations, hands and clock: what serving needs. The order of the hosted services is the order of the start.</summary>
    public static IServiceCollection AddServing(this IServiceCollection services, IConfiguration configuration, ServeOptions options)
    {
        services.AddSingleton(options);
        services.AddDataProtection().SetApplicationName("Helpdesk").PersistKeysToFileSystem(
            new DirectoryInfo(services.Select(service => service.ImplementationInstance).OfType<DataDirectory>().Single().Keys));
        services.AddSingleton(provider => new PluginLoader(provider.GetRequiredService<DataDirectory>().Path, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<MemberLoader>();
        services.AddSingleton<StartMarks>();
        services.AddSingleton<CrashBlame>();
        services.AddSingleton<CrashLoop>();
        services.AddSingleton<PackageUploads>();
        services.AddSingleton<PluginNudge>();
        services.AddSingleton<GenerationSwitch>();
        services.AddSingleton<GenerationBuilder>();
        services.AddSingleton<ProcessInstances>();
        services.AddSingleton(_ => HangfireStorage.From(configuration));
        services.AddSingleton<IBackgroundJobClient>(provider => new BackgroundJobClient(provider.GetRequiredService<JobStorage>()));
        services.AddSingleton<IRecurringJobManager>(provider => new RecurringJobManager(provider.GetRequiredService<JobStorage>()));
        services.AddSingleton<JobQueues>();
        services.AddSingleton<InHand>();
        services.AddSingleton<PumpPulse>();
        services.AddSingleton<OutboxHands>();
        services.AddSingleton<CronClock>();
        services.AddSingleton<CronTick>();
        services.AddSingleton<DemoLogIns>();
        services.AddSingleton<FirstCode>();
        services.AddHostedService<FirstStart>();
        services.AddHostedService<NodeKeeper>();
        services.AddHostedService<PluginWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<PluginKeeper>());
        services.AddSingleton<PluginKeeper>();
        services.AddHostedService<DemoContents>();
        services.AddSingleton<HistoryPulse>();
        services.AddHostedService(provider => provider.GetRequiredService<HistoryPulse>());
        services.AddHostedService<HangfireHands>();
        services.AddHostedService<OutboxPump>();
        services.AddHostedService<WatchKeeper>();
        return services;
    }
}
