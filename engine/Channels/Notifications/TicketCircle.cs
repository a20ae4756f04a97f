using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>Everybody who has to do with a ticket. Who sees it is another question, asked for each mail when it is sent (LN6).</summary>
/// <param name="Assignee">Null for nobody, or for somebody who is not of the staff any more.</param>
/// <param name="Members">The staff of its department.</param>
/// <param name="Staff">All of the staff that serve customers: the agents and supervisors, or, where there are none, the administrators.</param>
/// <param name="TookPart">Who of the staff has written on it.</param>
/// <param name="Followers">Who wants to hear of it, customers and staff.</param>
/// <param name="Cc">Their ids are those of the copies.</param>
internal sealed record TicketCircle(
    Hearer Requester,
    Hearer? Assignee,
    IReadOnlyList<Hearer> Members,
    IReadOnlyList<Hearer> Staff,
    IReadOnlyList<Hearer> TookPart,
    IReadOnlyList<Hearer> Followers,
    IReadOnlyList<Hearer> Cc)
{
    public static readonly Sight Everything = Sight.Of(Actor.System);

    /// <summary>Who has muted the ticket.</summary>
    public required IReadOnlySet<long> Muted { get; init; }

    /// <summary>Who of the staff is away.</summary>
    public required IReadOnlySet<long> Away { get; init; }

    /// <summary>The department's members, or all where it has none.</summary>
    public IReadOnlyList<Hearer> Department => Members.Count > 0 ? Members : Staff;

    /// <summary>
    /// Whose business something new on the ticket is: the assignee's, else the department's, else everybody's. Who is away, has
    /// muted it or wants to hear of no such thing is passed over, unless nobody else is left: no comment reaches nobody (row B5).
    /// </summary>
    /// <param name="hears">Whether somebody wants to hear of such.</param>
    public (IReadOnlyList<Hearer> People, HearingReason Because) InCharge(Func<Hearer, bool> hears)
    {
        IReadOnlyList<Hearer> assignee = Assignee is { } one ? [one] : [];
        foreach (var people in (IReadOnlyList<Hearer>[])[assignee, Members, Staff])
        {
            if (people.Where(person => !Away.Contains(person.Id) && !Muted.Contains(person.Id) && hears(person)).ToList() is { Count: > 0 } there)
            {
                return (there, HearingReason.Part);
            }
        }

        return (assignee.Count > 0 ? assignee : Department, HearingReason.NobodyElse);
    }

    /// <summary>Whose business a new ticket is: the assignee's and the department's.</summary>
    /// <param name="hears">Whether somebody wants to hear of such.</param>
    public (IReadOnlyList<Hearer> People, HearingReason Because) Greeting(Func<Hearer, bool> hears)
    {
        IReadOnlyList<Hearer> all = Assignee is { } one ? [one, .. Department] : Department;
        return all.Any(hears) ? (all, HearingReason.Part) : (all, HearingReason.NobodyElse);
    }

    /// <summary>Everybody who has an account here.</summary>
    public IEnumerable<long> People => [Requester.Id, .. Staff.Concat(Members).Concat(TookPart).Concat(Followers).Select(person => person.Id), .. Assignee is { } one ? [one.Id] : Array.Empty<long>()];

    /// <summary>Null when the ticket is gone.</summary>
    public static async Task<TicketCircle?> ReadAsync(DeskTables tables, long ticketId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ticket = await Everything.Tickets(tables).Where(t => t.Id == ticketId)
            .Join(tables.People, t => t.RequesterId, p => p.Id, (t, requester) => new { Requester = requester, t.AssigneeId, t.DepartmentId }).FirstOrDefaultAsync(cancellationToken);
        if (ticket is null)
        {
            return null;
        }

        // Put in order here: for an order SQLite would go through all people there are.
        var staff = (await tables.People.Where(p => p.Role > Role.Customer && p.DisabledAt == null).ToListAsync(cancellationToken)).OrderBy(p => p.Id).ToList();
        var members = await tables.DepartmentMembers.Where(m => m.DepartmentId == ticket.DepartmentId).Select(m => m.PersonId).ToListAsync(cancellationToken);
        var authors = await Everything.Messages(tables).Where(m => m.TicketId == ticketId && m.ByStaff && m.AuthorId != null)
            .Select(m => m.AuthorId!.Value).Distinct().ToListAsync(cancellationToken);
        var followings = await (
            from following in Sight.FollowingsOn(tables, ticketId)
            join person in tables.People on following.PersonId equals person.Id
            where person.DisabledAt == null
            orderby person.Id
            select new { following.IsOn, person.Id, person.FoldedAddress, person.Role }).ToListAsync(cancellationToken);
        var cc = await Everything.Cc(tables).Where(c => c.TicketId == ticketId).OrderBy(c => c.Id).Select(c => new Hearer(c.Id, c.FoldedAddress, false)).ToListAsync(cancellationToken);
        return new TicketCircle(
            Hear(ticket.Requester),
            Those(person => person.Id == ticket.AssigneeId) is [var assignee] ? assignee : null,
            Those(person => members.Contains(person.Id)),
            Those(person => person.Role != Role.Administrator) is { Count: > 0 } agents ? agents : Those(_ => true),
            Those(person => authors.Contains(person.Id)),
            [.. followings.Where(following => following.IsOn).Select(following => new Hearer(following.Id, following.FoldedAddress, following.Role != Role.Customer))],
            cc)
        {
            Muted = followings.Where(following => !following.IsOn).Select(following => following.Id).ToHashSet(),
            Away = staff.Where(person => person.AwayUntil > now).Select(person => person.Id).ToHashSet(),
        };

        IReadOnlyList<Hearer> Those(Func<Person, bool> which) => [.. staff.Where(which).Select(Hear)];
    }

    private static Hearer Hear(Person person) => new(person.Id, person.FoldedAddress, person.IsStaff, person.IsGuest);
}
