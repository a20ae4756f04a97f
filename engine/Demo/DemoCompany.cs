using Helpdesk.Engine.Access;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Demo;

/// <summary>The passwords of the four demo accounts, made by whoever starts the demo.</summary>
internal sealed record DemoPasswords(string Customer, string Colleague, string Agent, string Administrator);

/// <summary>
/// A hosting provider with customers in four languages, to look around in. What happened there happened in the past: it
/// is written by the acts themselves, but without hooks, events and mail.
/// </summary>
internal sealed class DemoCompany(DeskStore store, Passwords passwords)
{
    /// <summary>Fills a desk in which there is nobody yet.</summary>
    /// <returns>False when there is somebody; nothing is changed then.</returns>
    public async Task<bool> SeedAsync(DemoPasswords given, CancellationToken cancellationToken)
    {
        await new DeskSeed(store).EnsureAsync(cancellationToken);
        await using (var tables = store.Read())
        {
            if (await tables.People.AnyAsync(cancellationToken))
            {
                return false;
            }
        }

        // Hashing is slow by design; nobody waits for it at the gate.
        var hashes = new Dictionary<DemoPerson, string>
        {
            [DemoPerson.Customer] = passwords.Hash(given.Customer),
            [DemoPerson.Colleague] = passwords.Hash(given.Colleague),
            [DemoPerson.Agent] = passwords.Hash(given.Agent),
            [DemoPerson.Administrator] = passwords.Hash(given.Administrator),
        };
        return await store.WriteAsync((unit, token) => SeedAsync(unit, hashes, token), cancellationToken);
    }

    private static async Task<bool> SeedAsync(UnitOfWork unit, Dictionary<DemoPerson, string> hashes, CancellationToken cancellationToken)
    {
        var tables = unit.Desk;
        if (await tables.People.AnyAsync(cancellationToken))
        {
            unit.GiveUp();
            return false;
        }

        var brand = await tables.Brands.OrderBy(b => b.Id).FirstAsync(cancellationToken);
        brand.Present("Lighthouse Hosting", "support@demo.example");
        await AddDepartmentsAsync(unit, cancellationToken);
        var people = AddPeople(unit, hashes);
        // The acts look things up, so these must be there; the transaction is still the same.
        await tables.SaveChangesAsync(cancellationToken);
        foreach (var ticket in DemoTickets.All.OrderByDescending(ticket => ticket.Age))
        {
            await AddTicketAsync(unit, ticket, people, cancellationToken);
        }

        return true;
    }

    private static async Task AddDepartmentsAsync(UnitOfWork unit, CancellationToken cancellationToken)
    {
        var there = await unit.Desk.Departments.Select(d => d.Key).ToListAsync(cancellationToken);
        Department[] wanted =
        [
            new(unit.NewId(), DeskSeed.SupportDepartment, LocalizedText.Of("Support", "Ondersteuning", "Assistance", "サポート"), order: 10),
            new(unit.NewId(), DemoTickets.Billing, LocalizedText.Of("Billing", "Facturatie", "Facturation", "請求"), order: 20),
            new(unit.NewId(), DemoTickets.Sales, LocalizedText.Of("Sales", "Verkoop", "Service commercial", "営業"), order: 30),
        ];
        unit.Desk.Departments.AddRange(wanted.Where(d => !there.Contains(d.Key, StringComparer.Ordinal)));
    }

    private static Dictionary<DemoPerson, Person> AddPeople(UnitOfWork unit, Dictionary<DemoPerson, string> hashes)
    {
        Person Somebody(string name, string mailbox, Role role, string language) => new(unit.NewId(), name, $"{mailbox}@demo.example", role, language, unit.Now);
        var people = new Dictionary<DemoPerson, Person>
        {
            [DemoPerson.Customer] = Somebody("Emma Clarke", "customer", Role.Customer, "en"),
            [DemoPerson.Colleague] = Somebody("Tom Baker", "colleague", Role.Customer, "en"),
            [DemoPerson.Dutch] = Somebody("Sanne de Vries", "sanne", Role.Customer, "nl"),
            [DemoPerson.French] = Somebody("Camille Laurent", "camille", Role.Customer, "fr"),
            [DemoPerson.Japanese] = Somebody("佐藤 健", "sato", Role.Customer, "ja"),
            [DemoPerson.Agent] = Somebody("Alex Meyer", "agent", Role.Agent, "en"),
            [DemoPerson.Administrator] = Somebody("Robin Peeters", "admin", Role.Administrator, "en"),
        };
        foreach (var (who, hash) in hashes)
        {
            people[who].SetPasswordHash(hash);
        }

        var studio = new Organisation(unit.NewId(), "Brightwater Studio", membersSeeAllTickets: true);
        var bakery = new Organisation(unit.NewId(), "Bakkerij De Wilg", membersSeeAllTickets: false);
        unit.Desk.People.AddRange(people.Values);
        unit.Desk.Organisations.AddRange(studio, bakery);
        unit.Desk.Memberships.AddRange(
            new Membership(people[DemoPerson.Customer].Id, studio.Id),
            new Membership(people[DemoPerson.Colleague].Id, studio.Id),
            new Membership(people[DemoPerson.Dutch].Id, bakery.Id));
        return people;
    }

    private static async Task AddTicketAsync(UnitOfWork unit, DemoTicket demo, Dictionary<DemoPerson, Person> people, CancellationToken cancellationToken)
    {
        var id = unit.NewId();
        Ticket? ticket = null;
        var at = unit.Now - demo.Age;
        foreach (var step in demo.Steps)
        {
            at += step.After;
            var person = people[step.Who];
            var change = new TicketChange(unit, new Actor(person.Id, person.Role, "web"), id) { OccurredAt = at, IsSilent = true };
            if (ticket is not null)
            {
                change.Continue(ticket, demo.Department);
            }

            await Act(demo, step, isFirst: ticket is null).ApplyAsync(change, cancellationToken);
            ticket = change.Ticket;
            change.Finish();
        }
    }

    private static Act Act(DemoTicket demo, DemoStep step, bool isFirst) => step switch
    {
        { Status: { } status } => new SetStatus(status),
        { IsNote: true } => new Note(step.Text, []),
        _ when isFirst => new Open(demo.Subject, demo.Department, step.Text, []),
        _ => new Reply(step.Text, []),
    };
}
