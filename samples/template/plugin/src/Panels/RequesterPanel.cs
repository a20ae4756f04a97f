using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Tickets;

namespace MyPlugin.Panels;

/// <summary>Beside a ticket: how many tickets its requester has. The desk leaves it out where it throws or takes longer than its budget.</summary>
public sealed class RequesterPanel(IDeskReader desk) : IPanel
{
    /// <inheritdoc />
    public async Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.TicketId is not { } id || await desk.FindTicketAsync(id, context.Reader, cancellationToken) is not { } ticket)
        {
            return null;
        }

        return new PanelView("/Plugins/my-plugin/Panels/Requester.cshtml", await desk.CountTicketsAsync(ticket.RequesterId, context.Reader, cancellationToken));
    }
}
