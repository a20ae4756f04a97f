using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Housekeeping;
using Helpdesk.Engine.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.Plugins;

/// <summary>What the desk itself contributes to every generation, by the same means as a plugin.</summary>
internal static class CoreContributions
{
    /// <summary>No plugin may be called so; see <see cref="ManifestReader"/>.</summary>
    public const string Id = "core";

    public static PluginContributions Build()
    {
        var core = new PluginContributions(Id, new ServiceCollection());
        MailContributions.AddTo(core);
        core.Receivers.Add(ReceiverFor.Cron<DailyCleaning>(pluginId: null, DailyCleaning.Name, DailyCleaning.Schedule, new DeliveryOptions { Budget = TimeSpan.FromMinutes(5) }));
        return core;
    }
}
