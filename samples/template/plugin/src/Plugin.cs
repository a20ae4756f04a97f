using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Texts;
using MyPlugin.Panels;

namespace MyPlugin;

/// <summary>What the plugin adds to a desk. The desk makes one of it for each set of plugins, and asks it nothing else.</summary>
public sealed class Plugin : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddSettings<PluginSettings>();
        builder.AddPanel<RequesterPanel>("requester", Zones.AgentTicket);
        builder.AddNavigation(new NavigationLink(Menu.Agent, LocalizedText.Of("MyPlugin", "MyPlugin", "MyPlugin", "MyPlugin"), "/my-plugin"));
    }
}
