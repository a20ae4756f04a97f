using Helpdesk.Engine.Access;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>Acts as they would be done, and what is wrong with them.</summary>
internal sealed record CheckedActs(IReadOnlyList<Act> Acts, IReadOnlyList<Refusal> Refusals);
