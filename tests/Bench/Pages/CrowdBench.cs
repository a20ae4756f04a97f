using System.Globalization;
using Bogus;
using Helpdesk.Bench.Measuring;
using Helpdesk.Bench.Seeding;
using Helpdesk.Bench.Twins;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Import;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;
using DemoPeople = Helpdesk.Testing.DemoPeople;
using Person = Helpdesk.Engine.People.Person;

namespace Helpdesk.Bench.Pages;

/// <summary>One customer with 10,000 tickets, in an organisation with 2,000 members: her list, and whom she may mean, against their twins.</summary>
internal static class CrowdBench
{
    private const double Aim = 3;
    private const int Members = 2_000;
    private const int Tickets = 10_000;
    private const string Ticket = $"/tickets/{SeededDesk.ShortTicket}";

    private static readonly (string Name, string Path)[] Pages =
    [
        ("list of 10,000 own tickets", "/tickets"),
        ("an @ and nothing yet, 2,000 members", $"{Ticket}/people?handler=mentionable&begun="),
        ("an @ and two letters", $"{Ticket}/people?handler=mentionable&begun=ma"),
        ("an @ and what nobody is called", $"{Ticket}/people?handler=mentionable&begun=xqz"),
        ("to share with, two letters", $"{Ticket}/people?handler=names&With=ma"),
    ];

    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("helpdesk-crowd-");
        try
        {
            var seeded = (await SeededDesk.EnsureAsync(1_000, "sqlite", output)).CopyTo(folder.FullName);
            await FillAsync(seeded);
            await using var desk = await DeskProcess.StartAsync(seeded.DataDirectory, seeded.Environment, "--safe");
            await using var twin = await TwinProcess.StartAsync("twin-site", seeded.ConnectionString);
            using var ours = await Visitor.SignInAsync(desk.Address, seeded.DataDirectory, DemoPeople.Customer);
            using var theirs = await Visitor.OfTwinAsync(twin.Address, seeded, DemoPeople.Customer);
            var table = Table.OfTwins(output, string.Create(CultureInfo.InvariantCulture, $"A crowd on SQLite: {Tickets} tickets of one customer, {Members} members"));
            foreach (var (name, path) in Pages)
            {
                if (SamePage.Difference(await ours.ReadAsync(path), await theirs.ReadAsync(path)) is { } difference)
                {
                    output.WriteLine($"{name}: the twin's answer is another one, {difference}");
                    return;
                }

                table.Row(
                    await Duel.FightAsync(
                        name,
                        Contender.There(count => ours.AskAsync(path, count), desk.Id),
                        Contender.There(count => theirs.AskAsync(path, count), twin.Id)),
                    Aim);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task FillAsync(SeededDesk seeded)
    {
        await using var desk = await TestDesk.OpenAsync(TestDatabase.At(seeded.Provider, seeded.ConnectionString), TimeProvider.System);
        Person customer;
        long organisation;
        await using (var tables = desk.Store.Read())
        {
            customer = await tables.People.SingleAsync(person => person.Address == DemoPeople.Customer);
            organisation = await tables.Memberships.Where(m => m.PersonId == customer.Id).Select(m => m.OrganisationId).SingleAsync();
        }

        var faker = new Faker("en") { Random = new Randomizer(42) };
        await desk.Store.WriteAsync(
            (unit, _) =>
            {
                for (var i = 0; i < Members; i++)
                {
                    var person = new Person(unit.NewId(), faker.Name.FullName(), string.Create(CultureInfo.InvariantCulture, $"member-{i}@crowd.example"), Role.Customer, "en", unit.Now);
                    unit.Desk.People.Add(person);
                    unit.Desk.Memberships.Add(new Membership(person.Id, organisation));
                }

                return Task.CompletedTask;
            },
            CancellationToken.None);
        var now = TimeProvider.System.GetUtcNow();
        await new TicketImport(desk.Store).ImportAsync(
            [.. Enumerable.Range(0, Tickets).Select(i => new ImportedTicket
            {
                Subject = string.Create(CultureInfo.InvariantCulture, $"{faker.Hacker.Phrase()[..20]} {i}"),
                Department = DeskSeed.SupportDepartment,
                RequesterId = customer.Id,
                OrganisationId = organisation,
                Changes = [new ImportedChange(now.AddMinutes(-i), customer.Id, ByStaff: false) { Body = "It does not work." }],
            })],
            "web",
            CancellationToken.None);
    }
}
