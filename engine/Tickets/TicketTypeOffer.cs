using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Tickets;

/// <summary>A type of ticket that a plugin brings (row A4).</summary>
/// <param name="Key">The stable name, stored with tickets and used by the API: lower case letters, digits and hyphens, at most 40. Two plugins can't bring the same.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Explanation">What follows from choosing it: who is alerted, how fast it goes, who pays.</param>
/// <param name="Order">Where it stands among the others; smaller ones first.</param>
public sealed record TicketTypeOffer(string Key, LocalizedText Name, LocalizedText Explanation, int Order = 100);
