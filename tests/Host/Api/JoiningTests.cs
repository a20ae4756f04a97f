using System.Net;
using Helpdesk.Host.Api;

namespace Helpdesk.Host.Tests.Api;

/// <summary>Row A1 by programs.</summary>
public sealed class JoiningTests(ApiDesk desk) : IClassFixture<ApiDesk>
{
    private const string Requests = "/api/v1/access-requests";

    [Fact]
    public async Task A1_A_member_asks_and_staff_let_in()
    {
        var colleague = await desk.ClientAsync(DemoPeople.Colleague, ApiScopes.People);
        var agent = await desk.ClientAsync(DemoPeople.Agent, ApiScopes.People);
        var organisation = (await colleague.GetAsync("/api/v1/organisations")).Items.Single()["id"]!.GetValue<string>();

        var asked = await colleague.PostAsync(Requests, new { name = "Nora Lind", address = "nora.lind@new.example", organisation, language = "nl", note = "She runs the shop." });

        asked.Status.Should().Be(HttpStatusCode.Created, asked.ToString());
        (asked.Text("state"), asked.Body["organisation"]!["name"]!.GetValue<string>()).Should().Be(("open", "Brightwater Studio"));
        (await colleague.PostAsync($"{Requests}/{asked.Text("id")}/approve", new { })).ShouldRefuse(HttpStatusCode.Forbidden);
        (await agent.GetAsync($"{Requests}?state=open")).Items.Should().Contain(item => item["id"]!.GetValue<string>() == asked.Text("id") && item["note"]!.GetValue<string>() == "She runs the shop.");
        (await agent.PostAsync($"{Requests}/{asked.Text("id")}/approve", new { })).Text("state").Should().Be("approved");
        (await agent.PostAsync($"{Requests}/{asked.Text("id")}/refuse", new { reason = "No" })).ShouldRefuse(HttpStatusCode.Conflict);
        (await agent.GetAsync("/api/v1/people?search=nora.lind")).Items.Single()["language"]!.GetValue<string>().Should().Be("nl");
        (await colleague.GetAsync(Requests)).Items.Should().ContainSingle().Which["state"]!.GetValue<string>().Should().Be("approved");
    }

    [Fact]
    public async Task What_can_t_be_asked_for_is_refused_by_field()
    {
        var colleague = await desk.ClientAsync(DemoPeople.Colleague, ApiScopes.People);

        (await colleague.PostAsync(Requests, new { name = "N", address = "n@new.example" })).ShouldRefuse(HttpStatusCode.BadRequest, "organisation");
        (await colleague.PostAsync(Requests, new { name = "N", address = "n@new.example", organisation = "mine" })).ShouldRefuse(HttpStatusCode.BadRequest, "organisation");
        (await colleague.GetAsync($"{Requests}?state=waiting")).ShouldRefuse(HttpStatusCode.BadRequest, "state");
        (await desk.Customer.GetAsync(Requests)).ShouldRefuse(HttpStatusCode.Forbidden);
    }
}
