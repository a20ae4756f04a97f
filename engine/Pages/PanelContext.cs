using Helpdesk.Engine.Access;

namespace Helpdesk.Engine.Pages;

/// <summary>Where a panel appears and for whom.</summary>
/// <param name="Zone">One of <see cref="Zones"/>.</param>
/// <param name="Reader">Who looks at the page; she may see <paramref name="TicketId"/>.</param>
/// <param name="TicketId">The ticket on the page, where the zone is beside one.</param>
public sealed record PanelContext(string Zone, Actor Reader, long? TicketId);
