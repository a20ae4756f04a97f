using System.Diagnostics.Metrics;
using Autofac;
using Hangfire;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Channels.Hearing;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Files;
using Helpdesk.Host.Account.SingleSignOn;
using Helpdesk.Host.Generations;
using Helpdesk.Host.Jobs;
using Helpdesk.Host.Live;
using Helpdesk.Host.Loading;
using Helpdesk.Host.Packages;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace Helpdesk.Host.Process;

/// <summary>What outlives generations, as a generation gets it: used by it, never disposed of by it.</summary>
internal sealed class ProcessInstances(
    IConfiguration configuration,
    ILoggerFactory logging,
    IMeterFactory meters,
    MeterProvider metrics,
    TimeProvider time,
    IDataProtectionProvider protection,
    IDatabase database,
    WriteGate gate,
    IdSource ids,
    OutboxSignal signal,
    Circuits circuits,
    OutboxMeters outboxMeters,
    OutboxQueue queue,
    OutboxOptions outbox,
    NodeIdentity node,
    IPluginLedger ledger,
    PluginCatalogue catalogue,
    PackageInstaller packages,
    PackageUploads uploads,
    ExportFiles exports,
    DataDirectory data,
    PluginFilesRoot pluginFiles,
    GenerationSwitch generations,
    PumpPulse pulse,
    JobStorage jobs,
    PluginNudge nudge,
    HistoryPulse history,
    DeskAddress address,
    DeskZone zone,
    SignOnProviders providers,
    IBlobStore blobs)
{
    public IConfiguration Configuration => configuration;

    public DeskAddress Address => address;

    public SignOnProviders Providers => providers;

    public IDatabase Database => database;

    /// <summary>The store of a generation: it knows the tables of the generation's plugins.</summary>
    public DeskStore Store(Contributions contributions, IServiceProvider? models) =>
        new(database, gate, ids, time, signal, contributions, models);

    public void AddTo(ContainerBuilder container)
    {
        Add(container, configuration);
        Add(container, logging);
        Add(container, meters);
        Add(container, metrics);
        Add(container, time);
        Add(container, protection);
        Add(container, database);
        Add(container, circuits);
        Add(container, outboxMeters);
        Add(container, queue);
        Add(container, outbox);
        Add(container, node);
        Add(container, ledger);
        Add(container, catalogue);
        Add(container, packages);
        Add(container, uploads);
        Add(container, exports);
        Add(container, data);
        Add(container, pluginFiles);
        Add(container, generations);
        Add(container, pulse);
        Add(container, jobs);
        Add(container, nudge);
        Add(container, history);
        Add(container, address);
        Add(container, zone);
        Add(container, blobs);
    }

    private static void Add<T>(ContainerBuilder container, T instance) where T : class =>
        container.RegisterInstance(instance).As<T>().ExternallyOwned();
}
