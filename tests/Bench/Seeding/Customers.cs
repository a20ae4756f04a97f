using System.Globalization;
using Bogus;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Demo;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Import;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;
using DemoPeople = Helpdesk.Testing.DemoPeople;
using Person = Helpdesk.Engine.People.Person;

namespace Helpdesk.Bench.Seeding;

/// <summary>Customers by the thousand, in four languages, most of them in organisations of a few; the same at every run.</summary>
internal sealed class Customers(Dictionary<string, Person> demo, long organisation, IReadOnlyList<DemoCustomer> people, DateTimeOffset now)
{
    private const int Batch = 500;

    private static readonly string[] Languages = ["en", "nl", "fr", "ja"];

    public IReadOnlyList<DemoCustomer> People => people;

    public static async Task<Customers> AddAsync(DeskStore store, int count)
    {
        Dictionary<string, Person> demo;
        long organisation;
        await using (var tables = store.Read())
        {
            demo = await tables.People.ToDictionaryAsync(person => Mailbox(person.Address), StringComparer.Ordinal);
            var customer = demo[Mailbox(DemoPeople.Customer)].Id;
            organisation = await tables.Memberships.Where(membership => membership.PersonId == customer).Select(membership => membership.OrganisationId).SingleAsync();
        }

        var fakers = Languages.ToDictionary(language => language, language => new Faker(language) { Random = new Randomizer(42) }, StringComparer.Ordinal);
        var people = new List<DemoCustomer>();
        foreach (var batch in Enumerable.Range(0, count).Chunk(Batch))
        {
            await store.WriteAsync(
                (unit, _) =>
                {
                    Add(unit, batch, fakers, people);
                    return Task.CompletedTask;
                },
                CancellationToken.None);
        }

        return new Customers(demo, organisation, people, store.Time.GetUtcNow());
    }

    /// <summary>So many conversations among them and the demo company's staff, oldest first.</summary>
    public IEnumerable<ImportedTicket> Conversations(int count) => DemoConversations.Lead(mailbox => demo[mailbox], people, count, now);

    /// <summary>A ticket of the demo company's first customer with so many messages, hers and the agent's by turns.</summary>
    public ImportedTicket Told(string number, int messages)
    {
        var (customer, agent) = (demo[Mailbox(DemoPeople.Customer)], demo[Mailbox(DemoPeople.Agent)]);
        return new ImportedTicket
        {
            Number = number,
            Subject = string.Create(CultureInfo.InvariantCulture, $"A conversation of {messages} messages"),
            Department = DeskSeed.SupportDepartment,
            RequesterId = customer.Id,
            OrganisationId = organisation,
            AssigneeId = agent.Id,
            Changes = [.. Enumerable.Range(0, messages).Select(i => new ImportedChange(now.AddDays(-30).AddHours(i), (i % 2 == 0 ? customer : agent).Id, i % 2 == 1)
            {
                Body = $"Hello,\n\nthis is what was said in **turn {i}**: the shop at `brightwater.example` answers slowly between nine and ten.\n\n* the log shows 40 requests a second\n* the database waits for the disk\n\nKind regards",
                Format = MessageFormat.Markdown,
            })],
        };
    }

    private static string Mailbox(string address) => address.Split('@')[0];

    private static void Add(UnitOfWork unit, int[] batch, Dictionary<string, Faker> fakers, List<DemoCustomer> people)
    {
        Organisation? organisation = null;
        var left = 0;
        foreach (var i in batch)
        {
            var language = Languages[i % Languages.Length];
            var faker = fakers[language];
            var name = language == "ja" ? $"{faker.Name.LastName()} {faker.Name.FirstName()}" : faker.Name.FullName();
            var domain = string.Create(CultureInfo.InvariantCulture, $"site-{i}.example");
            var person = new Person(unit.NewId(), name, string.Create(CultureInfo.InvariantCulture, $"person-{i}@{domain}"), Role.Customer, language, unit.Now);
            unit.Desk.People.Add(person);
            if (left-- == 0)
            {
                // One in five is by herself; organisations have two to nine people.
                left = i % 5 == 0 ? 0 : 1 + (i % 8);
                organisation = i % 5 == 0 ? null : new Organisation(unit.NewId(), faker.Company.CompanyName(), membersSeeAllTickets: i % 2 == 0);
                if (organisation is not null)
                {
                    unit.Desk.Organisations.Add(organisation);
                }
            }

            if (organisation is not null)
            {
                unit.Desk.Memberships.Add(new Membership(person.Id, organisation.Id));
            }

            var service = new Service(unit.NewId(), $"Web hosting – {domain}", organisation?.Id, organisation is null ? person.Id : null);
            unit.Desk.Services.Add(service);
            people.Add(new DemoCustomer(person, name.Split(' ')[0], domain, organisation?.Id, service));
        }
    }
}
