using System.Net;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Host.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Api;

/// <summary>A hosting panel keeps the desk's customers up to date, by its own keys.</summary>
public sealed class FeedTests(ApiDesk desk) : IClassFixture<ApiDesk>
{
    [Fact]
    public async Task An_organisation_its_people_and_their_services_come_by_the_panels_keys()
    {
        var organisation = await desk.Panel.PutAsync("/api/v1/organisations/by/panel/o-1", new { name = "Quagga Ltd", membersSeeAllTickets = true });
        organisation.Status.Should().Be(HttpStatusCode.Created, organisation.ToString());
        var person = await desk.Panel.PutAsync("/api/v1/people/by/panel/c-1", new { name = "Quinn", address = "quinn@example.com", language = "nl", organisations = new[] { new { source = "panel", externalId = "o-1" } } });
        person.Status.Should().Be(HttpStatusCode.Created, person.ToString());
        var service = await desk.Panel.PutAsync("/api/v1/services/by/panel/s-1", new { name = "Hosting Q", organisation = organisation.Text("id") });
        service.Status.Should().Be(HttpStatusCode.Created, service.ToString());

        foreach (var (kind, key, answer) in new[] { ("organisations", "o-1", organisation), ("people", "c-1", person), ("services", "s-1", service) })
        {
            answer.Location.Should().Be($"/api/v1/{kind}/{answer.Text("id")}");
            (await desk.Panel.GetAsync(answer.Location!)).ToString().Should().EndWith(answer.Body.ToJsonString());
            (await desk.Panel.GetAsync($"/api/v1/{kind}/by/panel/{key}")).Text("id").Should().Be(answer.Text("id"));
            answer.Body["keys"]!.ToJsonString().Should().Be($$"""[{"source":"panel","externalId":"{{key}}"}]""");
        }

        person.Text("role").Should().Be("customer");
        person.Body["organisations"]![0]!["name"]!.GetValue<string>().Should().Be("Quagga Ltd");
        var quinn = await desk.ClientAsync("quinn@example.com");
        (await quinn.PostAsync("/api/v1/tickets", new { subject = "A", body = "B", department = "support", service = service.Text("id") })).Status.Should().Be(HttpStatusCode.Created);
        (await quinn.GetAsync("/api/v1/people")).Items.Should().ContainSingle().Which["keys"]!.AsArray().Should().BeEmpty("keys are for staff");
    }

    [Fact]
    public async Task The_same_once_more_changes_nothing_and_something_else_is_an_update()
    {
        var first = await desk.Panel.PutAsync("/api/v1/people/by/panel/twice", new { name = "Tessa", address = "tessa@example.com" });
        var audited = await AuditAsync();

        var same = await desk.Panel.PutAsync("/api/v1/people/by/panel/twice", new { name = "Tessa", address = "tessa@example.com" });
        same.Status.Should().Be(HttpStatusCode.OK);
        same.Body.ToJsonString().Should().Be(first.Body.ToJsonString());
        (await AuditAsync()).Should().Be(audited, "nothing was done");

        var other = await desk.Panel.PutAsync("/api/v1/people/by/panel/twice", new { name = "Tessa Jansen", address = "tessa.jansen@example.com", language = "fr" });
        (other.Status, other.Text("id"), other.Text("name"), other.Text("address"), other.Text("language")).Should().Be((HttpStatusCode.OK, first.Text("id"), "Tessa Jansen", "tessa.jansen@example.com", "fr"));
        (await AuditAsync()).Should().Be(audited + 1);
    }

    [Fact]
    public async Task Somebody_who_is_here_already_is_found_by_address_once_for_each_source()
    {
        var me = await desk.IdOfAsync("camille@demo.example");

        var linked = await desk.Panel.PutAsync("/api/v1/people/by/panel/link", new { name = "Camille Laurent", address = "CAMILLE@demo.example" });
        linked.Status.Should().Be(HttpStatusCode.Created);
        linked.Text("id").Should().Be(Resource.Id(me));
        linked.Text("language").Should().Be("fr", "it was not named");

        (await desk.Panel.PutAsync("/api/v1/people/by/panel/another", new { name = "C", address = "camille@demo.example" })).ShouldRefuse(HttpStatusCode.Conflict, "address");
        (await desk.Panel.PutAsync("/api/v1/people/by/shop/1", new { name = "Camille Laurent", address = "camille@demo.example" })).Text("id").Should().Be(Resource.Id(me));
    }

    [Fact]
    public async Task LX17_Staff_are_neither_taken_over_nor_changed_and_nobody_gets_a_role()
    {
        (await desk.Panel.PutAsync("/api/v1/people/by/panel/boss", new { name = "Mallory", address = DemoPeople.Administrator })).ShouldRefuse(HttpStatusCode.Conflict, "address");
        (await desk.Panel.PutAsync("/api/v1/people/by/panel/boss", new { name = "Mallory", address = "mallory@example.com", role = "administrator" })).ShouldRefuse(HttpStatusCode.BadRequest, "role");

        // Somebody who was a customer when the panel brought her, and works here now.
        await desk.Panel.PutAsync("/api/v1/people/by/panel/hired", new { name = "Hired", address = "hired@example.com" });
        await desk.Desk.Services.GetRequiredService<DeskStore>().WriteAsync(
            async (unit, token) => (await unit.Desk.People.SingleAsync(p => p.FoldedAddress == "hired@example.com", token)).ChangeRole(Role.Agent), CancellationToken.None);
        (await desk.Panel.PutAsync("/api/v1/people/by/panel/hired", new { name = "Fired", address = "fired@example.com" })).ShouldRefuse(HttpStatusCode.Conflict, "address");

        var people = desk.Desk.Services.GetRequiredService<PersonDirectory>();
        (await people.FindAsync(DemoPeople.Administrator, CancellationToken.None))!.Name.Should().Be("Robin Peeters");
        (await people.FindAsync("hired@example.com", CancellationToken.None))!.Name.Should().Be("Hired");
        (await people.FindAsync("mallory@example.com", CancellationToken.None)).Should().BeNull();
    }

    [Fact]
    public async Task Memberships_of_the_source_follow_it_and_others_stay()
    {
        foreach (var key in new[] { "m-1", "m-2" })
        {
            await desk.Panel.PutAsync($"/api/v1/organisations/by/panel/{key}", new { name = key });
        }

        var byHand = (await desk.Panel.PutAsync("/api/v1/organisations/by/hand/m-3", new { name = "m-3" })).Text("id");
        object Mia(params object[] organisations) => new { name = "Mia", address = "mia@example.com", organisations };
        async Task<string> PutAsync(object body) => string.Join(' ', (await desk.Panel.PutAsync("/api/v1/people/by/panel/mia", body)).Body["organisations"]!.AsArray().Select(o => o!["name"]!.GetValue<string>()));

        (await PutAsync(Mia(new { source = "panel", externalId = "m-1" }, byHand))).Should().Be("m-1 m-3");
        (await PutAsync(new { name = "Mia", address = "mia@example.com" })).Should().Be("m-1 m-3", "what is not named stays");
        (await PutAsync(Mia(new { source = "panel", externalId = "m-2" }))).Should().Be("m-2 m-3", "the panel knows nothing of m-3");
        (await PutAsync(Mia())).Should().Be("m-3");
        (await desk.Panel.PutAsync("/api/v1/people/by/panel/mia", Mia(new { source = "panel", externalId = "no-such" }))).ShouldRefuse(HttpStatusCode.BadRequest, "organisations");
    }

    [Theory]
    [InlineData("people", """{"address": "a@example.com"}""", "name")]
    [InlineData("people", """{"name": "A"}""", "address")]
    [InlineData("people", """{"name": "A", "address": "no address"}""", "address")]
    [InlineData("people", """{"name": "A", "address": "a@example.com\r\nBcc: b@example.com"}""", "address")]
    [InlineData("people", """{"name": "A", "address": "a@example.com", "language": "klingon"}""", "language")]
    [InlineData("people", """{"name": "A", "address": "a@example.com", "password": "x"}""", "password")]
    [InlineData("people", """{"name": "A", "address": "a@example.com", "organisations": [null]}""", "organisations")]
    [InlineData("people", """{"name": "A", "address": "a@example.com", "organisations": ["x"]}""", "organisations")]
    [InlineData("people", """{"name": "A", "address": "a@example.com", "organisations": [{"source": 1}]}""", "organisations[0]")]
    [InlineData("organisations", """{}""", "name")]
    [InlineData("organisations", """{"name": "A", "membersSeeAllTickets": "yes"}""", "membersSeeAllTickets")]
    [InlineData("services", """{"name": "A"}""", "organisation")]
    [InlineData("services", """{"name": "A", "organisation": "1", "person": "1"}""", "organisation")]
    [InlineData("services", """{"name": "A", "organisation": "1"}""", "organisation")]
    [InlineData("services", """{"name": "A", "person": {"source": "panel", "externalId": "no-such"}}""", "person")]
    public async Task What_can_not_be_taken_is_refused_by_name(string kind, string json, string field)
    {
        (await desk.Panel.PutAsync($"/api/v1/{kind}/by/panel/wrong", System.Text.Json.Nodes.JsonNode.Parse(json)!)).ShouldRefuse(HttpStatusCode.BadRequest, field);

        (await desk.Panel.GetAsync($"/api/v1/{kind}/by/panel/wrong")).ShouldRefuse(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("Panel/1", "source")]
    [InlineData("a%20b/1", "source")]
    [InlineData("a0123456789012345678901234567890123456789/1", "source")]
    [InlineData("panel/%00", "externalId")]
    public async Task A_key_has_a_form(string key, string field) =>
        (await desk.Panel.PutAsync($"/api/v1/organisations/by/{key}", new { name = "A" })).Status.Should().Be(HttpStatusCode.BadRequest, field);

    [Fact]
    public async Task A_feed_is_for_those_who_see_everything_and_have_the_scope()
    {
        var agent = await desk.ClientAsync(DemoPeople.Agent, ApiScopes.People);
        var customer = await desk.ClientAsync(DemoPeople.Customer, ApiScopes.People, ApiScopes.Admin);
        var tickets = await desk.ClientAsync(DemoPeople.Administrator, ApiScopes.Tickets);

        foreach (var client in new[] { agent, customer, tickets })
        {
            (await client.PutAsync("/api/v1/organisations/by/panel/mine", new { name = "Mine" })).ShouldRefuse(HttpStatusCode.Forbidden);
        }

        (await agent.GetAsync("/api/v1/people?limit=100")).Items.Should().HaveCountGreaterThan(5, "reading is another thing");
        (await customer.GetAsync("/api/v1/people")).Items.Should().ContainSingle();
        (await tickets.GetAsync("/api/v1/people")).Items.Should().ContainSingle("the scope is for tickets");
        (await customer.GetAsync("/api/v1/organisations")).Items.Should().ContainSingle().Which["name"]!.GetValue<string>().Should().Be("Brightwater Studio");
    }

    [Fact]
    public async Task Lists_of_people_have_pages_and_are_searched_by_name_and_address()
    {
        foreach (var i in Enumerable.Range(0, 7))
        {
            await desk.Panel.PutAsync($"/api/v1/people/by/crowd/{i}", new { name = $"Okapi {i}", address = $"o.{i}@crowd.example" });
        }

        var found = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await desk.Panel.GetAsync($"/api/v1/people?search=okapi&limit=3&after={next}");
            found.AddRange(page.Items.Select(person => person["name"]!.GetValue<string>()));
            next = page.Body["next"]?.GetValue<string>();
        }

        found.Should().Equal(Enumerable.Range(0, 7).Select(i => $"Okapi {i}"));
        (await desk.Panel.GetAsync("/api/v1/people?search=O.3%40crowd")).Items.Should().ContainSingle();
        (await desk.Panel.GetAsync("/api/v1/people?search=%25")).Items.Should().BeEmpty("what is typed is no pattern");
        (await desk.Panel.GetAsync("/api/v1/people?after=x")).ShouldRefuse(HttpStatusCode.BadRequest, "after");
    }

    private async Task<int> AuditAsync()
    {
        await using var tables = desk.Desk.Services.GetRequiredService<DeskStore>().Read();
        return await tables.Audit.CountAsync(entry => entry.Act.StartsWith("person.feed"));
    }
}
