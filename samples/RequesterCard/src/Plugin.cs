using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Plugins;

namespace Acme.RequesterCard;

/// <summary>Shows who asks.</summary>
public sealed class Plugin : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddPanel<Card>("card", Zones.AgentTicket, new PanelOptions { Order = 10 });
    }
}
