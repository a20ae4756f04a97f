using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Files;
using Helpdesk.Engine.Tickets;
using Helpdesk.Host.Account.SingleSignOn;
using Helpdesk.Host.Api;
using Helpdesk.Host.Face;
using Helpdesk.Host.Jobs;
using Helpdesk.Host.Live;
using Helpdesk.Host.Loading;
using Helpdesk.Host.Smtp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Generations;

/// <summary>What each generation has of its own: the desk, its mail, its face and its API, and the plugins' pages.</summary>
internal static class GenerationServices
{
    public static void AddGeneration(this IServiceCollection services, IConfiguration configuration, DeskAddress address, SignOnProviders providers, IReadOnlyCollection<LoadedPlugin> plugins)
    {
        services.AddDesk();
        services.AddMail();
        services.AddSmtp(configuration);
        services.AddSingleton<RowDelivery>();
        services.AddSingleton(typeof(ITables<>), typeof(TablesOfPlugin<>));
        services.AddSingleton(typeof(IOwnFiles<>), typeof(OwnFilesOfPlugin<>));
        services.AddSingleton<TicketStream>();
        services.AddApi();
        services.AddJobsDashboard();
        services.AddFace(new FaceOptions(address.Base, FaceOptions.DefaultAssetFolder, []) { Providers = providers });
        services.AddRazorPages().AddPlugins(plugins);
    }
}
