using Helpdesk.Engine.Access;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Host.Sharing;

/// <summary>Who is on a ticket, beside it and on a page of its own.</summary>
/// <param name="With">What was typed to share it with.</param>
/// <param name="Cc">What was typed to send copies to.</param>
internal sealed record PeopleCard(TicketView View, Actor Reader, string? With = null, string? Cc = null)
{
    /// <summary>Whether she hears of it without following it.</summary>
    public bool IsRequester => Reader.PersonId == View.Ticket.RequesterId;

    /// <summary>The page that does what the card's forms ask for.</summary>
    public string Url => UrlOf(View.Ticket.Number);

    public static string UrlOf(string number) => $"/tickets/{Uri.EscapeDataString(number)}/people";

    /// <summary>Where it is asked before something is taken off.</summary>
    public string UnshareUrl(ShareWith with) => FormattableString.Invariant($"{Url}?kind={ShareKeys.Of(with.Kind)}&id={with.Id}");
}
