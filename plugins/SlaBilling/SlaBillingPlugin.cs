using Helpdesk.Engine.Plugins;

namespace Helpdesk.SlaBilling;

/// <summary>Ticket types and what follows from them.</summary>
public sealed class SlaBillingPlugin : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        foreach (var type in TicketTypes.All)
        {
            builder.AddTicketType(type);
        }
    }
}
