using System.Security.Cryptography;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Import;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Demo;

/// <summary>The passwords of the four demo accounts, made by whoever starts the demo.</summary>
internal sealed record DemoPasswords(string Customer, string Colleague, string Agent, string Administrator);

/// <summary>
/// A hosting provider with customers in four languages, to look around in. What happened there happened in the past, so
/// it comes in as an import does: without hooks, events and mail.
/// </summary>
internal sealed class DemoCompany(DeskStore store, Passwords passwords)
{
    public const int Tickets = 200;

    private const string Channel = "web";

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
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["customer"] = passwords.Hash(given.Customer),
            ["colleague"] = passwords.Hash(given.Colleague),
            ["agent"] = passwords.Hash(given.Agent),
            ["admin"] = passwords.Hash(given.Administrator),
        };
        var nobodys = passwords.Hash(RandomNumberGenerator.GetHexString(40));
        return await store.WriteAsync((unit, token) => SeedAsync(unit, hashes, nobodys, token), cancellationToken);
    }

    /// <summary>Lets one of its staff do what plugins have permissions for, so that it can be looked at without being an administrator.</summary>
    /// <param name="address">Her address.</param>
    /// <param name="permissions">Their full names.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task AllowAsync(string address, IReadOnlyCollection<string> permissions, CancellationToken cancellationToken)
    {
        var folded = Person.Fold(address);
        return store.WriteAsync(
            async (unit, token) =>
            {
                var person = await unit.Desk.People.FirstAsync(p => p.FoldedAddress == folded, token);
                unit.Desk.PermissionGrants.AddRange(permissions.Select(permission => new PermissionGrant(person.Id, permission)));
            },
            cancellationToken);
    }

    private static async Task<bool> SeedAsync(UnitOfWork unit, Dictionary<string, string> hashes, string nobodysHash, CancellationToken cancellationToken)
    {
        var tables = unit.Desk;
        if (await tables.People.AnyAsync(cancellationToken))
        {
            unit.GiveUp();
            return false;
        }

        var brand = await tables.Brands.OrderBy(b => b.Id).FirstAsync(cancellationToken);
        brand.Present("Lighthouse Hosting", "support@demo.example");
        var people = DemoPeople.AddTo(unit, hashes, nobodysHash);
        await people.AddDepartmentsAsync(cancellationToken);
        // The import looks things up, so these must be there; the transaction is still the same.
        await tables.SaveChangesAsync(cancellationToken);
        var told = DemoTickets.All.Select(ticket => Told(ticket, people, unit.Now)).ToList();
        var tickets = told.Concat(DemoConversations.Lead(mailbox => people[mailbox], people.Customers, Tickets - told.Count, unit.Now)).OrderBy(ticket => ticket.Changes[0].OccurredAt).ToList();
        await TicketImport.WriteAsync(unit, tickets, Channel, cancellationToken);
        return true;
    }

    /// <summary>The twelve that are told one by one.</summary>
    private static ImportedTicket Told(DemoTicket demo, DemoPeople people, DateTimeOffset now)
    {
        var customer = people.Customer(demo.Steps[0].Who);
        var (changes, at) = (new List<ImportedChange>(), now - demo.Age);
        foreach (var step in demo.Steps)
        {
            at += step.After;
            var person = people[step.Who];
            changes.Add(new ImportedChange(at, person.Id, person.Role != Role.Customer)
            {
                Body = step.Text,
                IsNote = step.IsNote,
                Status = step.Status,
            });
        }

        var answering = demo.Steps.FirstOrDefault(step => people[step.Who].Role != Role.Customer)?.Who;
        return new ImportedTicket
        {
            Subject = demo.Subject,
            Department = demo.Department,
            RequesterId = customer.Person.Id,
            OrganisationId = customer.OrganisationId,
            ServiceId = customer.Service?.Id,
            Type = demo.Type,
            IsTypeAssessed = demo.Type is not null && answering is not null,
            Urgency = demo.Urgency,
            AssigneeId = answering is null ? null : people[answering].Id,
            Changes = changes,
        };
    }
}
