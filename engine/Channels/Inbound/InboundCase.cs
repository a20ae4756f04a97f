using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>A message while it is judged: what it says, and what the desk knows of its sender and its ticket.</summary>
internal sealed class InboundCase(DeskTables tables, InboundMessage message, InboundRules rules, InboundEntry entry, InboundOrder order, DateTimeOffset now)
{
    /// <summary>Addresses behind which nobody reads (RFC 2142, RFC 3834 §2, and custom): nothing automatic goes there.</summary>
    private static readonly string[] Daemons = ["mailer-daemon", "postmaster", "daemon", "no-reply", "noreply", "no_reply", "do-not-reply", "donotreply", "do_not_reply", "bounce", "bounces", "nobody", "listserv", "majordomo"];

    public DeskTables Tables => tables;

    public InboundMessage Message => message;

    public InboundRules Rules => rules;

    public InboundEntry Entry => entry;

    public InboundOrder Order => order;

    public DateTimeOffset Now => now;

    /// <summary>Who has the address, her own or one that she is known by too; null for nobody.</summary>
    public Person? Sender { get; private set; }

    /// <summary>Of the address that it says it is from, in small letters; empty for none.</summary>
    public string SenderDomain => entry.FoldedAddress[(entry.FoldedAddress.LastIndexOf('@') + 1)..];

    /// <summary>Every address by which she may be on a ticket.</summary>
    public IReadOnlyList<string> SenderAddresses { get; private set; } = [];

    public TicketHint? Hint { get; private set; }

    public bool IsProven => message.Proof == InboundProof.Passed;

    public bool IsForged => message.Proof == InboundProof.Failed;

    /// <summary>Whether a program may answer it (RFC 3834 §2).</summary>
    public bool MayBeAnswered => message.Nature == InboundNature.Person && !message.MayBeAutomatic && !IsForged && message.From is { } from && EmailAddress.IsOne(from.Address) && !Daemons.Contains(LocalPart(from.Address), StringComparer.Ordinal);

    public static async Task<InboundCase> OpenAsync(DeskTables tables, InboundMessage message, InboundRules rules, InboundEntry entry, InboundOrder order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var opened = new InboundCase(tables, message, rules, entry, order, now);
        if (message.From is { } from)
        {
            var folded = Person.Fold(from.Address);
            opened.Sender = await FindAsync(tables, folded, cancellationToken);
            opened.SenderAddresses = opened.Sender is null || opened.Sender.FoldedAddress == folded ? [folded] : [folded, opened.Sender.FoldedAddress];
        }

        opened.Hint = await TicketHint.FindAsync(tables, message, cancellationToken);
        return opened;
    }

    /// <summary>Whoever has an address, or is known by it too.</summary>
    public static async Task<Person?> FindAsync(DeskTables tables, string folded, CancellationToken cancellationToken) =>
        await tables.People.FirstOrDefaultAsync(p => p.FoldedAddress == folded, cancellationToken)
            ?? await tables.People.FirstOrDefaultAsync(p => tables.PersonAliases.Any(a => a.FoldedAddress == folded && a.PersonId == p.Id), cancellationToken);

    /// <summary>Whether an address is one of the desk's own, with a token in it or without.</summary>
    public bool IsOwn(string address) => IsOwn(rules, address);

    public static bool IsOwn(InboundRules rules, string address)
    {
        var folded = Person.Fold(address);
        var (plus, at) = (folded.IndexOf('+', StringComparison.Ordinal), folded.LastIndexOf('@'));
        return rules.OwnAddresses.Contains(folded) || (plus > 0 && plus < at && rules.OwnAddresses.Contains(folded[..plus] + folded[at..]));
    }

    /// <summary>Whether the sender, as a customer, has to do with a ticket: she sees it, or gets copies of its replies.</summary>
    public async Task<InboundRole> RoleOnAsync(long ticketId, CancellationToken cancellationToken)
    {
        var addresses = SenderAddresses;
        if (Sender is { DisabledAt: null } sender)
        {
            var seen = Sight.Of(new Actor(sender.Id, Role.Customer, InboundDesk.Channel)).Ticket(tables, ticketId);
            if (await seen.Select(t => (long?)t.RequesterId).FirstOrDefaultAsync(cancellationToken) is { } requester)
            {
                return requester == sender.Id ? InboundRole.Customer : InboundRole.Participant;
            }
        }

        return Sender is not { DisabledAt: not null } && await tables.AllCc.AnyAsync(c => c.TicketId == ticketId && addresses.Contains(c.FoldedAddress), cancellationToken)
            ? InboundRole.Participant
            : InboundRole.Unknown;
    }

    /// <summary>Whether the department of a ticket wants answers by mail (row D5).</summary>
    public Task<bool> DepartmentTakesAnswersAsync(long ticketId, CancellationToken cancellationToken) =>
        tables.AllTickets.AnyAsync(t => t.Id == ticketId && tables.Departments.Any(d => d.Id == t.DepartmentId && d.TakesAnswers), cancellationToken);

    /// <summary>Whether the ticket has been closed for longer than it can be opened again by a message.</summary>
    public async Task<bool> IsOverAsync(long ticketId, CancellationToken cancellationToken)
    {
        var since = now - TimeSpan.FromDays(rules.ReopenDays);
        return await tables.AllTickets.AnyAsync(t => t.Id == ticketId && t.StatusKind >= StatusKind.Solved && t.UpdatedAt < since, cancellationToken);
    }

    /// <summary>Whether the sender has had as many automatic mails as one address gets; where this one would be the first too many, staff are told.</summary>
    public async Task<(bool IsOver, string? Alert)> AutomaticMailAsync(CancellationToken cancellationToken)
    {
        var (folded, hour, day) = (entry.FoldedAddress, now - TimeSpan.FromHours(1), now - TimeSpan.FromDays(1));
        var answered = await tables.InboundEntries.Where(e => e.FoldedAddress == folded && e.ReceivedAt > day && e.IsAnswered && e.Id != entry.Id).Select(e => new { e.Id, e.ReceivedAt }).ToListAsync(cancellationToken);
        if (answered.Count < rules.AutomaticPerDay && answered.Count(e => e.ReceivedAt > hour) < rules.AutomaticPerHour)
        {
            return (false, null);
        }

        var last = answered.Select(e => e.Id).DefaultIfEmpty().Max();
        var isFirst = !await tables.InboundEntries.AnyAsync(e => e.FoldedAddress == folded && e.Id > last && e.Id != entry.Id, cancellationToken);
        return (true, isFirst ? "automatic-mail-limit" : null);
    }

    private static string LocalPart(string address)
    {
        var folded = Person.Fold(address);
        return folded[..Math.Max(0, folded.LastIndexOf('@'))];
    }
}
