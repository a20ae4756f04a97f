namespace Helpdesk.Engine.Outbox;

/// <summary>
/// Who hears of an event, as the database knows it. Kept there, and not only in the running generation, so that events
/// are written for a plugin that is wanted but does not run (safe mode, a failed start), and from other processes.
/// </summary>
internal sealed class Subscription
{
    private Subscription()
    {
    }

    public Subscription(string receiver, string? pluginId, string eventName, bool inTicketOrder)
    {
        Receiver = receiver;
        PluginId = pluginId;
        EventName = eventName;
        InTicketOrder = inTicketOrder;
    }

    public string Receiver { get; private set; } = "";

    public string? PluginId { get; private set; }

    public string EventName { get; private set; } = "";

    public bool InTicketOrder { get; private set; }

    /// <summary>
    /// Whose order it is: a plugin hears of a ticket's events one after the other in all of its handlers that ask for it, whatever they are called; the
    /// desk's own share one where their names begin alike.
    /// </summary>
    public string Order => PluginId is null ? Receiver.Split(Plugins.Receiver.LaneEnd)[0] : $"plugin:{PluginId}";
}
