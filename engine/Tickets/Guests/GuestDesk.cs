using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Channels.Notifications.Accounts;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Guests;

/// <summary>A ticket that somebody may see by a mail's link.</summary>
/// <param name="Person">Whose link it is. Where she has an account by now she signs in to see it.</param>
internal sealed record GuestAccess(Person Person, long TicketId, string Number);

/// <summary>Where a guest's link leads: to what she has written and not confirmed yet, or to her ticket.</summary>
internal sealed record GuestEntry(GuestTicket? Held, GuestAccess? Access);

/// <summary>What came of following it.</summary>
/// <param name="Access">Null where it was refused, or the link is over.</param>
/// <param name="IsOpened">Whether what was held has become a ticket by it.</param>
internal sealed record GuestResult(GuestAccess? Access, IReadOnlyList<Refusal> Refusals, bool IsOpened = false);

/// <summary>
/// Tickets of people whom nobody has added (row E9), where the provider lets them. A link in a mail proves the address before
/// anything is opened; links then lead to that one ticket, and to nothing else.
/// </summary>
internal sealed class GuestDesk(DeskStore store, TicketDesk desk, AccountLinks links, SignInGuards guards)
{
    public const string Asked = "guest.ask";
    public const string Confirmed = "guest.confirm";

    private const string Channel = "web";

    /// <summary>For checking what somebody writes who is not in the tables yet: nobody's id is 0.</summary>
    private static readonly Actor Nobody = new(0, Role.Customer, Channel);

    /// <summary>Whether guests may open tickets here.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await IsOpenAsync(tables, cancellationToken);
    }

    /// <summary>Keeps what she has written, and sends a link to the address. What is answered does not depend on who has the address (LX10).</summary>
    /// <param name="client">Where it comes from, as the connection says; null where nobody can tell.</param>
    public async Task<IReadOnlyList<Refusal>> AskAsync(NewGuestTicket given, string? client, CancellationToken cancellationToken)
    {
        given = given with { Name = OneLine.Of(given.Name), Address = StorableText.Of(given.Address).Trim(), Ticket = (Open)given.Ticket.Tidy() };
        if (await CheckAsync(given, cancellationToken) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        if (await WaitAsync(given.Address, client, cancellationToken) is { } wait)
        {
            return [wait];
        }

        await store.WriteAsync(
            async (unit, token) =>
            {
                var held = await HeldAsync(unit, given, token);
                SendGuestMail.Schedule(unit, new GuestMailArguments(held.Id, PersonId: null, TicketId: null));
                AuditEntry.Record(unit, new Actor(PersonId: null, Role.Customer, Channel), Asked, Id(held.Id));
            },
            cancellationToken);
        return [];
    }

    /// <summary>Where the secret of a mail leads; null when nowhere.</summary>
    public async Task<GuestEntry?> FindAsync(string? secret, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(secret, AccountLinks.ToTicket, cancellationToken) is not { AboutId: { } about } link)
        {
            return null;
        }

        await using var tables = store.Read();
        if (link.Purpose == AccountLinkPurpose.GuestConfirmation)
        {
            return await tables.GuestTickets.FirstOrDefaultAsync(t => t.Id == about, cancellationToken) is { } held ? new GuestEntry(held, Access: null) : null;
        }

        return await tables.People.FirstOrDefaultAsync(p => p.Id == link.PersonId && p.DisabledAt == null, cancellationToken) is { } person
            && await Sight.Of(By(person)).Ticket(tables, about).Select(t => t.Number).FirstOrDefaultAsync(cancellationToken) is { } number
                ? new GuestEntry(Held: null, new GuestAccess(person, about, number))
                : null;
    }

    /// <summary>Follows a secret: what was held until then becomes a ticket.</summary>
    public async Task<GuestResult> EnterAsync(string? secret, CancellationToken cancellationToken) => await FindAsync(secret, cancellationToken) switch
    {
        { Held: { } held } => await ConfirmAsync(held, cancellationToken),
        { Access: { } access } => new GuestResult(access, []),
        _ => new GuestResult(Access: null, []),
    };

    /// <summary>The number of the only ticket that a guest sees; null for whoever is no guest.</summary>
    public async Task<string?> NumberAsync(Actor guest, CancellationToken cancellationToken)
    {
        if (guest.OnlyTicket is not { } only)
        {
            return null;
        }

        await using var tables = store.Read();
        return await Sight.Of(guest).Ticket(tables, only).Select(t => t.Number).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Sends a guest another link to her ticket. What is done and answered is the same where there is no such guest or ticket (LX10).</summary>
    /// <returns>Why not; null when it was done.</returns>
    public async Task<Refusal?> AskLinkAsync(string address, string number, string? client, CancellationToken cancellationToken)
    {
        if (await WaitAsync(address, client, cancellationToken) is { } wait)
        {
            return wait;
        }

        var (folded, wanted) = (Person.Fold(StorableText.Of(address)), StorableText.Of(number).Trim().TrimStart('#'));
        await using var tables = store.Read();
        var person = await tables.People.FirstOrDefaultAsync(p => p.FoldedAddress == folded && p.IsGuest && p.DisabledAt == null, cancellationToken);
        var ticket = await Sight.Of(By(person)).Tickets(tables).Where(t => t.Number == wanted).Select(t => (long?)t.Id).FirstOrDefaultAsync(cancellationToken);
        await store.WriteAsync(
            (unit, _) =>
            {
                SendGuestMail.Schedule(unit, new GuestMailArguments(HeldId: null, ticket is null ? null : person?.Id, ticket));
                return Task.CompletedTask;
            },
            cancellationToken);
        return null;
    }

    /// <summary>A form that comes twice is held once (LU8): she gets another mail, and whichever she follows opens the one ticket.</summary>
    private static async Task<GuestTicket> HeldAsync(UnitOfWork unit, NewGuestTicket given, CancellationToken cancellationToken)
    {
        var held = new GuestTicket(unit.NewId(), given, unit.Now);
        var alike = await unit.Desk.GuestTickets.Where(
            t => t.FoldedAddress == held.FoldedAddress && t.Name == held.Name && t.Department == held.Department && t.Subject == held.Subject && t.Body == held.Body).ToListAsync(cancellationToken);
        if (alike.Find(t => t.Fields.SequenceEqual(held.Fields)) is { } before)
        {
            before.KeepFrom(unit.Now);
            return before;
        }

        unit.Desk.GuestTickets.Add(held);
        return held;
    }

    private async Task<GuestResult> ConfirmAsync(GuestTicket held, CancellationToken cancellationToken)
    {
        var person = await PersonAsync(held, cancellationToken);
        if (person.DisabledAt is not null)
        {
            return new GuestResult(Access: null, []);
        }

        // Cut off behind this, it finds its ticket again by the key.
        var result = await desk.OpenAsync(held.ToOpen(), By(person), $"guest-{Id(held.Id)}", cancellationToken);
        if (result.Ticket is not { } ticket)
        {
            return new GuestResult(Access: null, result.Refusals);
        }

        await store.WriteAsync(
            async (unit, token) =>
            {
                // The link of the mail goes on as one to the ticket.
                var (purpose, until) = (AccountLinkPurpose.GuestTicket, unit.Now + AccountLinks.GuestTicketLasts);
                await unit.Desk.AccountLinks.Where(l => l.Purpose == AccountLinkPurpose.GuestConfirmation && l.AboutId == held.Id).ExecuteUpdateAsync(
                    set => set.SetProperty(l => l.Purpose, purpose).SetProperty(l => l.AboutId, ticket.Id).SetProperty(l => l.PersonId, person.Id).SetProperty(l => l.ExpiresAt, until), token);
                if (await unit.Desk.GuestTickets.Where(t => t.Id == held.Id).ExecuteDeleteAsync(token) > 0)
                {
                    AuditEntry.Record(unit, By(person), Confirmed, ticket.Number);
                }
            },
            cancellationToken);
        return new GuestResult(new GuestAccess(person, ticket.Id, ticket.Number), [], IsOpened: true);
    }

    /// <summary>Who has the address; a guest, if nobody had it until now.</summary>
    private async Task<Person> PersonAsync(GuestTicket held, CancellationToken cancellationToken)
    {
        try
        {
            return await store.WriteAsync(
                async (unit, token) =>
                {
                    if (await unit.Desk.People.FirstOrDefaultAsync(p => p.FoldedAddress == held.FoldedAddress, token) is { } known)
                    {
                        return known;
                    }

                    var guest = Person.Guest(unit.NewId(), held.Name, held.Address, held.Language, unit.Now);
                    unit.Desk.People.Add(guest);
                    return guest;
                },
                cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Where two may write at once, the index decides between two confirmations of one address.
            await using var tables = store.Read();
            return await tables.People.SingleAsync(p => p.FoldedAddress == held.FoldedAddress, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<Refusal>> CheckAsync(NewGuestTicket given, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        if (!await IsOpenAsync(tables, cancellationToken))
        {
            return [new Refusal(RefusalKind.NotFound, new Phrase("desk.guests-not-here"))];
        }

        var check = new ActCheck(tables, Nobody, before: null);
        foreach (var refusal in PersonRules.Check(new NewPerson(given.Name, given.Address, Role.Customer, given.Language)))
        {
            check.Refuse(refusal);
        }

        await given.Ticket.CheckAsync(check, cancellationToken);
        return check.Refusals;
    }

    private async Task<Refusal?> WaitAsync(string address, string? client, CancellationToken cancellationToken) =>
        await guards.TryAsync(cancellationToken, GuardedAttempt.MailTo(address), GuardedAttempt.MailFrom(client)) is { } wait
            ? new Refusal(RefusalKind.Unavailable, new Phrase("desk.too-many-mails", AccountDesk.Minutes(wait)), "address")
            : null;

    private static Task<bool> IsOpenAsync(DeskTables tables, CancellationToken cancellationToken) => tables.AccessPolicies.AnyAsync(p => p.GuestsMayOpen, cancellationToken);

    private static Actor By(Person? person) => new(person?.Id, person?.Role ?? Role.Customer, Channel);

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
