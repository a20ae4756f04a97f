namespace Helpdesk.Engine.Pages;

/// <summary>The places on the desk's pages where panels may appear.</summary>
public static class Zones
{
    /// <summary>The customer's home page, below her open tickets.</summary>
    public const string PortalHome = "portal-home";

    /// <summary>Beside a ticket, as its requester and the other people on it see it.</summary>
    public const string PortalTicket = "portal-ticket";

    /// <summary>Beside a ticket, as staff see it.</summary>
    public const string AgentTicket = "agent-ticket";

    /// <summary>Every zone there is.</summary>
    public static IReadOnlyList<string> All { get; } = [PortalHome, PortalTicket, AgentTicket];
}
