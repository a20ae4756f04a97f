using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Tickets;

namespace Acme.RequesterCard;

/// <summary>What the card shows.</summary>
/// <param name="Person">Who asks.</param>
/// <param name="Tickets">How many tickets of hers the reader may see.</param>
public sealed record CardModel(PersonFacts Person, TicketCounts Tickets);

/// <summary>Asks the desk in the reader's name, so that it can show nothing that she could not find herself.</summary>
public sealed class Card(IDeskReader desk) : IPanel
{
    /// <inheritdoc />
    public async Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.TicketId is not { } id
            || await desk.FindTicketAsync(id, context.Reader, cancellationToken) is not { } ticket
            || await desk.FindPersonAsync(ticket.RequesterId, context.Reader, cancellationToken) is not { } person)
        {
            return null;
        }

        return new PanelView("/Plugins/acme-requester-card/Card.cshtml", new CardModel(person, await desk.CountTicketsAsync(person.Id, context.Reader, cancellationToken)));
    }
}
