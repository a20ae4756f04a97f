using System.Globalization;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Host.Agent;

/// <summary>The form beside a ticket: what it says otherwise than the ticket is what is to be done. All of it is one change.</summary>
internal sealed class TicketProperties
{
    public string? Status { get; set; }

    /// <summary>The id of one of the staff; empty for nobody.</summary>
    public string? Assignee { get; set; }

    public string? Department { get; set; }

    public string? Type { get; set; }

    /// <summary>Why the type is another.</summary>
    public string? Reason { get; set; }

    /// <summary>The code of a row of the classification table; empty while the priority is not decided on.</summary>
    public string? Classification { get; set; }

    public static TicketProperties Of(TicketView view) => new()
    {
        Status = view.Ticket.StatusKey,
        Assignee = Id(view.Ticket.AssigneeId),
        Department = view.Ticket.DepartmentKey,
        Type = view.Ticket.TypeKey,
        Classification = view.Ticket.Classification,
    };

    public IReadOnlyList<Act> Acts(TicketView view)
    {
        var (now, acts) = (Of(view), new List<Act>());
        if (Department is { Length: > 0 } department && department != now.Department)
        {
            acts.Add(new Move(department));
        }

        if ((Assignee ?? "") != now.Assignee)
        {
            acts.Add(new Assign(Person(Assignee)));
        }

        if (Type is { Length: > 0 } type && type != now.Type)
        {
            acts.Add(new Retype(type, Reason ?? ""));
        }

        if (Classification is { Length: > 0 } classification && classification != now.Classification)
        {
            acts.Add(new SetPriority(classification));
        }

        if (Status is { Length: > 0 } status && status != now.Status)
        {
            acts.Add(new SetStatus(status));
        }

        return acts;
    }

    /// <summary>What is no id is nobody whom the desk knows.</summary>
    private static long? Person(string? id) =>
        string.IsNullOrEmpty(id) ? null : long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var person) ? person : 0;

    private static string Id(long? id) => id?.ToString(CultureInfo.InvariantCulture) ?? "";
}
