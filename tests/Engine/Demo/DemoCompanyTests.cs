using System.Text.RegularExpressions;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Demo;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Demo;

public sealed partial class DemoCompanyTests
{
    private static readonly DemoPasswords Given = new("customer-password", "colleague-password", "agent-password", "admin-password");

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task An_empty_desk_is_given_what_every_desk_needs_and_once(string provider)
    {
        await using var desk = await TestDesk.OpenAsync(provider);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new DeskSeed(desk.Store).EnsureAsync(default))));

        await using var tables = desk.Store.Read();
        (await tables.Brands.CountAsync()).Should().Be(1);
        (await tables.Statuses.OrderBy(s => s.Order).Select(s => s.Key).ToListAsync()).Should().Equal("open", "answered", "customer-reply", "closed");
        (await tables.Departments.Select(d => d.Key).ToListAsync()).Should().Equal("support");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_demo_company_has_people_who_sign_in_and_tickets_of_the_past_of_which_nobody_is_told(string provider)
    {
        await using var desk = await TestDesk.OpenAsync(provider);
        var passwords = new Engine.People.Passwords(rounds: 1000);
        var demo = new DemoCompany(desk.Store, passwords);

        (await demo.SeedAsync(Given, default)).Should().BeTrue();
        (await demo.SeedAsync(Given, default)).Should().BeFalse("there is somebody already");

        var people = new Engine.People.PersonDirectory(desk.Store);
        var accounts = new Engine.People.AccountDesk(desk.Store, people, passwords, new Engine.People.SignInGuards(desk.Store));
        (await accounts.SignInAsync("customer@demo.example", Given.Customer, "192.0.2.1", default)).Person!.Role.Should().Be(Role.Customer);
        (await accounts.SignInAsync("colleague@demo.example", Given.Colleague, "192.0.2.1", default)).Person.Should().NotBeNull();
        (await accounts.SignInAsync("agent@demo.example", Given.Agent, "192.0.2.1", default)).Person!.Role.Should().Be(Role.Agent);
        var admin = (await accounts.SignInAsync("admin@demo.example", Given.Administrator, "192.0.2.1", default)).Person!;
        admin.Role.Should().Be(Role.Administrator);

        var lists = new TicketLists(desk.Store);
        var agent = new Actor(admin.Id, Role.Administrator, "web");
        var all = new List<TicketLine>();
        for (var query = new TicketListQuery { Size = 100 }; query is not null;)
        {
            var page = await lists.ListAsync(agent, query, default);
            all.AddRange(page.Lines);
            query = page.Next is null ? null : query with { After = page.Next };
        }

        all.Should().HaveCount(DemoCompany.Tickets).And.BeInDescendingOrder(line => line.UpdatedAt);
        all.Should().OnlyContain(line => line.UpdatedAt < desk.Clock.GetUtcNow());
        all.Select(line => line.StatusKey).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo("open", "answered", "customer-reply", "closed");
        all.Select(line => line.Department.For("en")).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo("Support", "Billing", "Sales");
        await using (var tables = desk.Store.Read())
        {
            (await tables.Outbox.CountAsync()).Should().Be(0);
            (await tables.People.CountAsync()).Should().Be(30);
            (await tables.Organisations.CountAsync()).Should().Be(4);
            (await tables.People.Select(person => person.Language).Distinct().ToListAsync()).Should().BeEquivalentTo("en", "nl", "fr", "ja");
            (await tables.AllMessages.Select(message => message.Body).ToListAsync()).Should().NotContain(body => Hole().IsMatch(body), "every hole is filled");
        }

        var customer = (await people.FindAsync("customer@demo.example", default))!;
        var hers = (await lists.ListAsync(new Actor(customer.Id, Role.Customer, "web"), new TicketListQuery { Size = 100 }, default)).Lines;
        hers.Select(line => line.Requester).Should().Contain(["Emma Clarke", "Tom Baker"]).And.NotContain("Sanne de Vries");
        foreach (var line in all)
        {
            var view = (await new TicketReader(desk.Store).FindAsync(agent, line.Number, default))!;
            view.Messages.Select(m => m.OccurredAt).Should().BeInAscendingOrder();
            view.History[^1].Version.Should().Be(view.Ticket.Version).And.Be(view.History.Count);
            view.History[^1].OccurredAt.Should().Be(view.Ticket.UpdatedAt);
        }
    }

    [GeneratedRegex(@"\{[a-z]+\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Hole();

    [Fact]
    public async Task A_desk_with_somebody_in_it_is_left_alone()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        (await new DemoCompany(desk.Store, desk.Passwords).SeedAsync(Given, default)).Should().BeFalse();
        (await desk.ReadAsync(tables => tables.Departments.CountAsync())).Should().Be(1);
    }
}
