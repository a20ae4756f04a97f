using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Tickets;

/// <summary>
/// A type of ticket as the database knows it. Types come from plugins (row A4) and are kept here, so that a ticket
/// keeps the name of its type when the plugin is off.
/// </summary>
internal sealed class TicketType
{
    private TicketType()
    {
    }

    public TicketType(string key) => Key = key;

    public string Key { get; private set; } = "";

    /// <summary>The plugin that brought it last.</summary>
    public string PluginId { get; private set; } = "";

    public LocalizedText Name { get; private set; } = null!;

    /// <summary>What follows from choosing it, in the customer's words.</summary>
    public LocalizedText Explanation { get; private set; } = null!;

    public int Order { get; private set; }

    /// <summary>Whether it can be chosen: its plugin runs and still has it.</summary>
    public bool IsOffered { get; private set; }

    public void Offer(string pluginId, TicketTypeOffer offer)
    {
        PluginId = pluginId;
        Name = offer.Name;
        Explanation = offer.Explanation;
        Order = offer.Order;
        IsOffered = true;
    }

    public void Withdraw() => IsOffered = false;
}
