using System.Net;
using System.Text.Json.Nodes;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Api;

/// <summary>Issue 3, point 4: what a person can do with a ticket, a script can do.</summary>
public sealed class WholeTicketTests(ApiDesk desk) : IClassFixture<ApiDesk>
{
    private const string Tickets = "/api/v1/tickets";

    [Fact]
    public async Task All_that_is_said_of_a_new_ticket_is_there_when_it_is_read()
    {
        await ProvideAsync();
        var service = (await desk.Customer.GetAsync("/api/v1/services")).Items.Single(item => item["name"]!.GetValue<string>() == "Hosting M");

        var opened = await desk.Customer.PostAsync(Tickets, new
        {
            subject = "All of it",
            body = "It is **down**.",
            format = "markdown",
            department = "billing",
            type = "urgent-bug",
            urgency = "high",
            service = service["id"]!.GetValue<string>(),
            fields = new Dictionary<string, object>(StringComparer.Ordinal) { ["order"] = 1234, ["domain"] = "example.com" },
            cc = new object[] { "webmaster@example.com", new { address = "office@example.com", name = "The office" } },
        });

        opened.Status.Should().Be(HttpStatusCode.Created, opened.ToString());
        opened.ETag.Should().Be("\"1\"");
        var read = (await desk.Customer.GetAsync(opened.Location!)).Body;
        read.ToJsonString().Should().Be(opened.Body.ToJsonString());
        read["type"]!.ToJsonString().Should().Be("""{"key":"urgent-bug","name":"Urgent bug","isAssessed":false}""");
        read["urgency"]!.GetValue<string>().Should().Be("high");
        read["service"]!["name"]!.GetValue<string>().Should().Be("Hosting M");
        read["cc"]!.AsArray().Select(cc => $"{cc!["name"]} <{cc["address"]}>").Should().Equal(" <webmaster@example.com>", "The office <office@example.com>");
        read["fields"]!.AsArray().Select(field => $"{field!["key"]}={field["value"]}").Should().BeEquivalentTo("order=1234", "domain=example.com");
        read["next"]!.AsArray().Select(status => status!["key"]!.GetValue<string>()).Should().Equal("closed");
        read["assignee"].Should().BeNull();
        var message = (await desk.Customer.GetAsync($"{opened.Location}/messages")).Items.Single();
        message["body"]!.GetValue<string>().Should().Be("It is **down**.");
        message["html"]!.GetValue<string>().Should().Contain("<strong>down</strong>");
        message["format"]!.GetValue<string>().Should().Be("markdown");
    }

    [Fact]
    public async Task One_change_holds_several_acts_and_is_one_version_and_one_entry()
    {
        await ProvideAsync();
        var path = $"{Tickets}/{await desk.Customer.OpenAsync("To the right people")}";
        var seen = await desk.Agent.GetAsync(path);

        var changed = await desk.Agent.PatchAsync(path, new { department = "billing", assignee = "me", type = "urgent-bug", reason = "It is broken for everybody.", subject = "Invoices are broken", fields = new { order = "7" }, status = "answered" }, seen.ETag);

        changed.Status.Should().Be(HttpStatusCode.OK, changed.ToString());
        changed.ETag.Should().Be("\"2\"");
        changed.Text("subject").Should().Be("Invoices are broken");
        changed.Body["assignee"]!["address"]!.GetValue<string>().Should().Be(DemoPeople.Agent);
        changed.Body["type"]!["isAssessed"]!.GetValue<bool>().Should().BeTrue();
        var entry = (await desk.Agent.GetAsync($"{path}/history")).Items[^1];
        entry["acts"]!.AsArray().Select(act => act!["name"]!.GetValue<string>()).Should().Equal("rename/1", "retype/1", "set-fields/1", "move/1", "assign/1", "set-status/1");
        (await desk.Customer.GetAsync(path)).Body["assignee"].Should().BeNull("customers don't learn of it");
        (await desk.Customer.GetAsync($"{path}/history")).ToString().Should().NotContain("assign/1").And.NotContain("set-fields/1").And.Contain("retype/1");

        (await desk.Agent.PatchAsync(path, new { assignee = (string?)null })).Body["assignee"].Should().BeNull();
        (await desk.Agent.PatchAsync(path, new { subject = "Too late" }, seen.ETag)).ShouldRefuse(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task B8_The_priority_is_decided_by_a_row_of_the_service_levels_which_everybody_reads()
    {
        var number = await desk.Customer.OpenAsync("How soon?");
        var path = $"{Tickets}/{number}";
        (await desk.Customer.GetAsync(path)).Body["priority"].Should().BeNull();
        var level = (await desk.Customer.GetAsync("/api/v1/service-levels", "nl")).Items.Single(row => row["code"]!.GetValue<string>() == "SL-2");
        level.ToJsonString().Should().Contain("Een dienst ligt plat voor iedereen").And.Contain("""{"key":"high","name":"Hoog"}""");

        var changed = await desk.Agent.PatchAsync(path, new { classification = "SL-2" });

        changed.Body["priority"]!.ToJsonString().Should().Be("""{"key":"high","name":"High","classification":"SL-2"}""");
        (await desk.Customer.GetAsync($"{path}/messages")).Items[^1]["body"]!.GetValue<string>().Should().StartWith("Priority: High").And.Contain("row SL-2");
        (await desk.Customer.GetAsync(path)).Body["status"]!["key"]!.GetValue<string>().Should().Be("open");
        (await desk.Agent.GetAsync($"{Tickets}?priority=high&sort=priority&order=asc&limit=100")).Items.Select(line => line["number"]!.GetValue<string>()).Should().Contain(number);
        (await desk.Agent.GetAsync($"{Tickets}?priority=low")).Items.Should().NotContain(line => line["number"]!.GetValue<string>() == number);
        (await desk.Agent.GetAsync("/api/v1/priorities")).Items.Select(priority => priority["key"]!.GetValue<string>()).Should().Equal("critical", "high", "normal", "low");
    }

    [Theory]
    [InlineData("""{"department": "billing"}""")]
    [InlineData("""{"assignee": "me"}""")]
    [InlineData("""{"assignee": "agent@demo.example"}""")]
    [InlineData("""{"assignee": "nobody@demo.example"}""")]
    [InlineData("""{"assignee": null}""")]
    [InlineData("""{"type": "urgent-bug", "reason": "Because"}""")]
    [InlineData("""{"subject": "Another"}""")]
    [InlineData("""{"classification": "SL-1"}""")]
    [InlineData("""{"fields": {"order": "7"}}""")]
    public async Task What_is_for_staff_is_not_for_customers(string json)
    {
        await ProvideAsync();
        var path = $"{Tickets}/{await desk.Customer.OpenAsync("Hands off")}";

        (await desk.Customer.PatchAsync(path, JsonNode.Parse(json)!)).ShouldRefuse(HttpStatusCode.Forbidden);

        (await desk.Agent.GetAsync(path)).ETag.Should().Be("\"1\"");
    }

    [Theory]
    [InlineData("""{"assignee": "customer@demo.example"}""", "assignee")]
    [InlineData("""{"assignee": "nobody@demo.example"}""", "assignee")]
    [InlineData("""{"department": "no-such"}""", "department")]
    [InlineData("""{"type": "no-such"}""", "type")]
    [InlineData("""{"classification": "SL-99"}""", "classification")]
    [InlineData("""{"type": "urgent-bug"}""", "reason")]
    [InlineData("""{"reason": "Because"}""", "reason")]
    [InlineData("""{"subject": ""}""", "subject")]
    [InlineData("""{"fields": {"order": "seven"}}""", "fields.order")]
    [InlineData("""{"status": "closed", "number": "1"}""", "number")]
    public async Task A_change_is_refused_as_a_whole_and_by_field(string json, string field)
    {
        await ProvideAsync();
        var path = $"{Tickets}/{await desk.Customer.OpenAsync("Whole or not at all")}";

        (await desk.Agent.PatchAsync(path, JsonNode.Parse(json)!)).ShouldRefuse(HttpStatusCode.BadRequest, field);

        (await desk.Agent.GetAsync(path)).ETag.Should().Be("\"1\"");
    }

    [Fact]
    public async Task Staff_open_a_ticket_for_somebody_and_customers_for_themselves_alone()
    {
        var opened = await desk.Agent.PostAsync(Tickets, new { subject = "She called", body = "By telephone.", department = "support", requester = DemoPeople.Customer });
        opened.Body["requester"]!["address"]!.GetValue<string>().Should().Be(DemoPeople.Customer);
        (await desk.Agent.PostAsync(Tickets, new { subject = "A", body = "B", department = "support", requester = "nobody@example.com" })).ShouldRefuse(HttpStatusCode.BadRequest, "requester");
        (await desk.Customer.PostAsync(Tickets, new { subject = "Mine", body = "B", department = "support", requester = DemoPeople.Customer })).Status.Should().Be(HttpStatusCode.Created);

        var refused = await Task.WhenAll(new[] { DemoPeople.Colleague, "nobody@example.com", "1" }
            .Select(requester => desk.Customer.PostAsync(Tickets, new { subject = "A", body = "B", department = "support", requester })));

        refused.Should().OnlyContain(answer => answer.Status == HttpStatusCode.Forbidden);
        refused.Select(answer => answer.ToString()).Distinct(StringComparer.Ordinal).Should().ContainSingle("who is there is not hers to find out");
    }

    [Fact]
    public async Task Copies_are_added_listed_and_ended()
    {
        var path = $"{Tickets}/{await desk.Customer.OpenAsync("With copies")}";

        var added = await desk.Customer.PostAsync($"{path}/cc", new { address = "office@example.com", name = "The office" });
        added.Status.Should().Be(HttpStatusCode.Created);
        (await desk.Customer.PostRawAsync($"{path}/cc", "\"webmaster@example.com\"")).Status.Should().Be(HttpStatusCode.Created);
        (await desk.Customer.PostAsync($"{path}/cc", new { address = "OFFICE@example.com" })).Items.Should().HaveCount(2, "she gets them already");
        var ids = (await desk.Customer.GetAsync($"{path}/cc")).Items.Select(cc => cc["id"]!.GetValue<string>()).ToList();

        (await desk.Stranger.DeleteAsync($"{path}/cc/{ids[0]}")).ShouldRefuse(HttpStatusCode.NotFound);
        (await desk.Customer.DeleteAsync($"{path}/cc/{ids[0]}")).Status.Should().Be(HttpStatusCode.NoContent);
        (await desk.Customer.DeleteAsync($"{path}/cc/{ids[0]}")).ShouldRefuse(HttpStatusCode.NotFound);
        (await desk.Customer.GetAsync($"{path}/cc")).Items.Should().ContainSingle().Which["address"]!.GetValue<string>().Should().Be("webmaster@example.com");
        (await desk.Customer.PostAsync($"{path}/cc", new { address = "a@example.com, b@example.com" })).ShouldRefuse(HttpStatusCode.BadRequest, "cc");
    }

    [Fact]
    public async Task Lists_are_narrowed_by_assignee_kind_and_requester()
    {
        var number = await desk.Customer.OpenAsync("Who takes the quagga?");
        var me = await desk.IdOfAsync(DemoPeople.Customer);
        await desk.Agent.PatchAsync($"{Tickets}/{number}", new { assignee = "me" });

        async Task<int> CountAsync(ApiClient who, string query) => (await who.GetAsync($"{Tickets}?search=quagga&{query}")).Items.Count;

        (await CountAsync(desk.Agent, "assignee=me")).Should().Be(1);
        (await CountAsync(desk.Agent, "assignee=none")).Should().Be(0);
        (await CountAsync(desk.Agent, $"assignee={await desk.IdOfAsync(DemoPeople.Agent)}&unassessed=true&sort=number&order=asc")).Should().Be(1);
        (await CountAsync(desk.Agent, $"requester={me}&kind=open,waiting")).Should().Be(1);
        (await CountAsync(desk.Agent, "kind=closed")).Should().Be(0);
        (await CountAsync(desk.Customer, "requester=me")).Should().Be(1);
        (await CountAsync(desk.Colleague, "requester=me")).Should().Be(0);
        (await desk.Customer.GetAsync($"{Tickets}?assignee=me")).ShouldRefuse(HttpStatusCode.Forbidden, "assignee");
    }

    [Fact]
    public async Task What_the_provider_has_named_is_listed_in_the_callers_language()
    {
        await ProvideAsync();

        (await desk.Customer.GetAsync("/api/v1/statuses", "nl")).Items.Select(status => status["name"]!.GetValue<string>()).Should().Equal("Open", "Beantwoord", "Reactie van klant", "Gesloten");
        var type = (await desk.Customer.GetAsync("/api/v1/ticket-types", "fr")).Items.Should().ContainSingle(type => type["key"]!.GetValue<string>() == "urgent-bug").Subject;
        type["explanation"]!.GetValue<string>().Should().Be("Nous sommes réveillés.");
    }

    /// <summary>A type, a field of each sort and a service, as a provider has them; once for all tests of the class.</summary>
    private async Task ProvideAsync()
    {
        var customer = await desk.IdOfAsync(DemoPeople.Customer);
        await desk.Desk.Services.GetRequiredService<DeskStore>().WriteAsync(
            async (unit, token) =>
            {
                if (await unit.Desk.TicketTypes.AnyAsync(t => t.Key == "urgent-bug", token))
                {
                    return;
                }

                var type = new TicketType("urgent-bug");
                type.Offer("test", new TicketTypeOffer("urgent-bug", LocalizedText.Of("Urgent bug", "Dringende fout", "Panne urgente", "緊急の不具合"), LocalizedText.Of("We are woken.", "Wij worden gewekt.", "Nous sommes réveillés.", "夜間でも対応します。")));
                unit.Desk.TicketTypes.Add(type);
                unit.Desk.FieldDefinitions.AddRange(
                    new FieldDefinition(FieldOwner.Ticket, "order", FieldKind.Integer, LocalizedText.Of("Order", "Order", "Commande", "注文"), isRequired: false, isForStaff: false, order: 1),
                    new FieldDefinition(FieldOwner.Ticket, "domain", FieldKind.Text, LocalizedText.Of("Domain", "Domein", "Domaine", "ドメイン"), isRequired: false, isForStaff: false, order: 2));
                unit.Desk.Services.Add(new Service(unit.NewId(), "Hosting M", organisationId: null, customer));
            },
            CancellationToken.None);
    }
}
