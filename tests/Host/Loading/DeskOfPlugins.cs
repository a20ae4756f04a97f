using System.Diagnostics.Metrics;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Schema;
using Helpdesk.Host.Databases;
using Helpdesk.Host.Loading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Host.Tests.Loading;

/// <summary>As little of a desk as plugins need to serve pages: MVC on a real port, a database with their tables.</summary>
internal sealed class DeskOfPlugins : IAsyncDisposable
{
    private readonly WebApplication _application;

    private DeskOfPlugins(WebApplication application)
    {
        _application = application;
        Client = new HttpClient { BaseAddress = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public HttpClient Client { get; }

    public DeskStore Store => _application.Services.GetRequiredService<DeskStore>();

    public static async Task<DeskOfPlugins> StartAsync(string data, params LoadedPlugin[] plugins)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(DeskOfPlugins).Assembly.GetName().Name, ContentRootPath = data });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddRazorPages().AddPlugins(plugins);
        var contributions = new Contributions(plugins.Select(plugin => plugin.Configure()));
        foreach (var plugin in contributions.Plugins)
        {
            plugin.AddTo(builder.Services);
        }

        var gate = new WriteGate(oneWriter: true, TimeProvider.System, new PlainMeters());
        var database = new SqliteDatabase(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "plugins.db"), Pooling = false }.ToString());
        var store = new DeskStore(database, gate, new IdSource(TimeProvider.System), TimeProvider.System, new OutboxSignal(), contributions);
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(typeof(ITables<>), typeof(TablesOfPlugin<>));
        foreach (var tables in contributions.TablesByType.Keys)
        {
            await new SchemaKeeper(database, gate).BringUpToDateAsync(store, tables, CancellationToken.None);
        }

        var application = builder.Build();
        try
        {
            application.MapRazorPages();
            application.MapControllers();
            await application.StartAsync();
            return new DeskOfPlugins(application);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
    }

    private sealed class PlainMeters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }
}
