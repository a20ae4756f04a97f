namespace Helpdesk.Engine.Tickets.Events;

/// <summary>A person, an organisation or a site was taken off a ticket: <c>ticket.unshared/1</c>. It may still be seen for another reason.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="TicketVersion">Its version after the change.</param>
/// <param name="PersonId">The person, where it was one.</param>
/// <param name="OrganisationId">The organisation, where it was one.</param>
/// <param name="SiteId">The site, where it was one.</param>
/// <param name="ActorId">Who did it; null for the desk itself.</param>
public sealed record TicketUnshared(
    long TicketId, long TicketVersion, long? PersonId, long? OrganisationId, long? SiteId, long? ActorId) : ITicketEvent
{
    /// <inheritdoc />
    public static string EventName => "ticket.unshared/1";
}
