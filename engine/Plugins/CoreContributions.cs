using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Housekeeping;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.People.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.Plugins;

/// <summary>What the desk itself contributes to every generation, by the same means as a plugin.</summary>
internal static class CoreContributions
{
    /// <summary>No plugin may be called so; see <see cref="ManifestReader"/>.</summary>
    public const string Id = "core";

    private static readonly DeliveryOptions Long = new() { Budget = TimeSpan.FromMinutes(5) };

    public static PluginContributions Build()
    {
        var core = new PluginContributions(Id, new ServiceCollection());
        MailContributions.AddTo(core);
        AddHousekeeping(core);
        return core;
    }

    /// <summary>What is done when nobody waits for it.</summary>
    public static void AddHousekeeping(PluginContributions core)
    {
        core.Receivers.Add(ReceiverFor.Cron<DailyCleaning>(pluginId: null, DailyCleaning.Name, DailyCleaning.Schedule, Long));
        core.Receivers.Add(ReceiverFor.Job<RemoveUnused, UnusedBlobs>(pluginId: null, RemoveUnused.Name, Long));
        core.Receivers.Add(ReceiverFor.Job<EraseTraces, TracesOf>(pluginId: null, EraseTraces.Name, Long));
    }
}
