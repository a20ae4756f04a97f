using System.Net;
using System.Text.Json.Nodes;
using Helpdesk.Host.Api;

namespace Helpdesk.Host.Tests.Api;

/// <summary>What a program's owner hears of (LN2), and what there is new to her.</summary>
public sealed class NotificationTests(ApiDesk desk) : IClassFixture<ApiDesk>
{
    private const string List = "/api/v1/notifications";
    private const string Settings = "/api/v1/notification-settings";

    [Fact]
    public async Task An_answer_is_on_the_list_until_it_is_seen()
    {
        var customer = await desk.ClientAsync(DemoPeople.Customer, ApiScopes.Tickets);
        var agent = await desk.ClientAsync(DemoPeople.Agent, ApiScopes.Tickets);
        var (first, second) = (await customer.OpenAsync("Of the first"), await customer.OpenAsync("Of the second"));
        await AnswerAsync(agent, first);
        await AnswerAsync(agent, second);
        await Patience.UntilAsync(async () => (await customer.GetAsync(List)).Items.Count(IsNew) == 2, "both answers are told");

        (await customer.PostAsync($"/api/v1/tickets/{first}/seen", new { })).Status.Should().Be(HttpStatusCode.NoContent);

        var page = await customer.GetAsync(List + "?limit=1", language: "nl");
        page.Items.Should().ContainSingle();
        page.Items[0]["kind"]!.GetValue<string>().Should().Be("replied");
        page.Items[0]["text"]!.GetValue<string>().Should().EndWith("heeft geantwoord");
        var rest = await customer.GetAsync($"{List}?after={page.Text("next")}");
        page.Items.Concat(rest.Items).Where(IsNew).Select(item => item["ticket"]!.GetValue<string>()).Should().Equal(second);
        (await customer.PostAsync(List + "/seen", new { })).Status.Should().Be(HttpStatusCode.NoContent);
        (await customer.GetAsync(List)).Items.Should().NotBeEmpty().And.NotContain(item => IsNew(item));
        (await customer.GetAsync(List + "?limit=0")).ShouldRefuse(HttpStatusCode.BadRequest, "limit");

        var foreign = await desk.ClientAsync(DemoPeople.Agent, ApiScopes.Tickets);
        (await foreign.PostAsync("/api/v1/tickets/999999/seen", new { })).ShouldRefuse(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_was_chosen_is_read_again_and_what_is_left_out_is_as_for_anybody()
    {
        var agent = await desk.ClientAsync(DemoPeople.Agent, ApiScopes.Tickets);
        var chosen = await agent.PutAsync(Settings, new
        {
            kinds = new object[] { new { kind = "noted", mail = "daily", list = false }, new { kind = "replied", mail = "never" } },
            summaryHour = 6,
            quietFrom = "22:00",
            quietTo = "06:30",
            quietDays = new[] { "sunday" },
            timeZone = "Asia/Tokyo",
        });

        chosen.Status.Should().Be(HttpStatusCode.OK, chosen.ToString());
        chosen.Body.ToJsonString().Should().Be((await agent.GetAsync(Settings)).Body.ToJsonString());
        chosen.Body["kinds"]!.AsArray().Select(kind => $"{kind!["kind"]} {kind["mail"]} {kind["list"]}")
            .Should().Equal("opened now true", "assigned now true", "replied never true", "noted daily false", "changed now true", "addressed now true");
        (chosen.Text("quietFrom"), chosen.Text("quietTo"), chosen.Text("timeZone"), chosen.Body["summaryHour"]!.GetValue<int>()).Should().Be(("22:00", "06:30", "Asia/Tokyo", 6));
        var again = await agent.PutAsync(Settings, new { });
        again.Body["kinds"]!.AsArray().Should().OnlyContain(kind => kind!["mail"]!.GetValue<string>() == "now");
        again.Body["quietFrom"].Should().BeNull();
        again.Body["timeZone"].Should().BeNull();
    }

    [Fact]
    public async Task What_can_t_be_is_refused_by_field()
    {
        (await desk.Customer.PutAsync(Settings, new { kinds = new[] { new { kind = "weather" } } })).ShouldRefuse(HttpStatusCode.BadRequest, "kinds");
        (await desk.Customer.PutAsync(Settings, new { kinds = new[] { new { kind = "replied", mail = "hourly" } } })).ShouldRefuse(HttpStatusCode.BadRequest, "kinds");
        (await desk.Customer.PutAsync(Settings, new { quietFrom = "10 pm", quietTo = "07:00" })).ShouldRefuse(HttpStatusCode.BadRequest, "quietFrom");
        (await desk.Customer.PutAsync(Settings, new { quietFrom = "22:00" })).ShouldRefuse(HttpStatusCode.BadRequest, "quietTo");
        (await desk.Customer.PutAsync(Settings, new { quietDays = new[] { "someday" } })).ShouldRefuse(HttpStatusCode.BadRequest, "quietDays");
        (await desk.Customer.PutAsync(Settings, new { timeZone = "Mars/Olympus" })).ShouldRefuse(HttpStatusCode.BadRequest, "timeZone");
        (await desk.Customer.PutAsync(Settings, new { summaryHour = 24 })).ShouldRefuse(HttpStatusCode.BadRequest, "summaryHour");
    }

    [Fact]
    public async Task Somebody_is_erased_by_whoever_says_whom()
    {
        var admin = await desk.ClientAsync(DemoPeople.Administrator, ApiScopes.Admin, ApiScopes.People);
        var asked = await admin.PostAsync("/api/v1/access-requests", new { name = "Nora Lind", address = "nora@gone.example" });
        asked.Status.Should().Be(HttpStatusCode.Created, asked.ToString());
        var path = $"/api/v1/people/{(await admin.GetAsync("/api/v1/people?search=nora@gone.example")).Items.Single()["id"]!.GetValue<string>()}/erasure";

        (await admin.GetAsync(path)).Text("address").Should().Be("nora@gone.example");
        (await admin.PostAsync(path, new { confirmation = "somebody@else.example" })).ShouldRefuse(HttpStatusCode.BadRequest, "confirmation");
        (await admin.PostAsync(path, new { })).ShouldRefuse(HttpStatusCode.BadRequest, "confirmation");
        var erased = await admin.PostAsync(path, new { confirmation = "nora@gone.example", withWords = true });

        erased.Status.Should().Be(HttpStatusCode.OK, erased.ToString());
        erased.Body["isErased"]!.GetValue<bool>().Should().BeTrue();
        erased.Text("name").Should().StartWith("Deleted person ");
        (await admin.GetAsync("/api/v1/people?search=nora@gone.example")).Items.Should().BeEmpty();
        (await admin.PostAsync(path, new { confirmation = erased.Text("address") })).Status.Should().Be(HttpStatusCode.OK, "for the words, as often as wanted");
    }

    private static bool IsNew(JsonNode item) => !item["isSeen"]!.GetValue<bool>();

    private static async Task AnswerAsync(ApiClient agent, string number)
    {
        var answer = await agent.PostAsync($"/api/v1/tickets/{number}/messages", new { kind = "reply", body = "It works." });
        answer.Status.Should().Be(HttpStatusCode.Created, answer.ToString());
    }
}
