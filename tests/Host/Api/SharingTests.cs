using System.Net;
using Helpdesk.Engine.People;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Api;

/// <summary>Rows B3, B6 and B7 by programs.</summary>
public sealed class SharingTests(ApiDesk desk) : IClassFixture<ApiDesk>
{
    private const string Stranger = "sanne@demo.example";

    [Fact]
    public async Task A_ticket_is_shared_followed_and_taken_back()
    {
        var path = $"/api/v1/tickets/{await desk.Customer.OpenAsync("For one more")}";
        (await desk.Stranger.GetAsync(path)).Status.Should().Be(HttpStatusCode.NotFound);

        var shared = await desk.Agent.PostAsync($"{path}/shares", new { person = Stranger });
        shared.Status.Should().Be(HttpStatusCode.Created, shared.ToString());
        var share = shared.Items.Single(item => item["kind"]!.GetValue<string>() == "person");
        share["id"]!.GetValue<string>().Should().Be(await IdAsync(Stranger));
        (await desk.Customer.GetAsync($"{path}/shares")).Items.Select(item => item["kind"]!.GetValue<string>()).Should().Equal("organisation", "person");

        var read = (await desk.Stranger.GetAsync(path)).Body;
        read["isFollowed"]!.GetValue<bool>().Should().BeTrue();
        read["shares"]!.AsArray().Should().HaveCount(2);
        (await desk.Stranger.DeleteAsync($"{path}/followers/me")).Status.Should().Be(HttpStatusCode.NoContent);
        (await desk.Stranger.GetAsync(path)).Body["isFollowed"]!.GetValue<bool>().Should().BeFalse();
        (await desk.Stranger.PutAsync($"{path}/followers/me", new { })).Status.Should().Be(HttpStatusCode.NoContent);
        (await desk.Agent.GetAsync($"{path}/followers")).Items.Single()["address"]!.GetValue<string>().Should().Be(Stranger);
        (await desk.Customer.GetAsync($"{path}/followers")).Items.Single()["address"].Should().BeNull("customers know no addresses of others");

        (await desk.Stranger.DeleteAsync($"{path}/followers/{await IdAsync(DemoPeople.Customer)}")).ShouldRefuse(HttpStatusCode.Forbidden);
        (await desk.Customer.DeleteAsync($"{path}/shares/person/{await IdAsync(DemoPeople.Customer)}")).ShouldRefuse(HttpStatusCode.Forbidden);
        (await desk.Customer.DeleteAsync($"{path}/shares/person/{await IdAsync(Stranger)}")).Status.Should().Be(HttpStatusCode.NoContent);
        (await desk.Stranger.GetAsync(path)).Status.Should().Be(HttpStatusCode.NotFound);
        (await desk.Customer.GetAsync($"{path}/followers")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task B6_Whom_a_customer_may_not_name_is_refused_like_nobody()
    {
        var path = $"/api/v1/tickets/{await desk.Customer.OpenAsync("Whom do I know?")}/shares";

        var foreign = (await desk.Customer.PostAsync(path, new { person = Stranger })).ShouldRefuse(HttpStatusCode.BadRequest, "share");
        var nobody = (await desk.Customer.PostAsync(path, new { person = "nobody@nowhere.example" })).ShouldRefuse(HttpStatusCode.BadRequest, "share");
        var byId = (await desk.Customer.PostAsync(path, new { person = await IdAsync(Stranger) })).ShouldRefuse(HttpStatusCode.BadRequest, "share");

        foreign.Bytes.Should().Equal(nobody.Bytes).And.Equal(byId.Bytes);
        (await desk.Customer.PostAsync(path, new { })).ShouldRefuse(HttpStatusCode.BadRequest, "share");
        (await desk.Customer.PostAsync(path, new { organisation = "mine" })).ShouldRefuse(HttpStatusCode.BadRequest, "organisation");
        (await desk.Customer.PostAsync(path, new { person = DemoPeople.Colleague })).Status.Should().Be(HttpStatusCode.Created);
        (await desk.Customer.DeleteAsync($"{path}/nothing/1")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task B6_A_mention_of_somebody_who_does_not_see_the_ticket_is_refused_until_it_is_shared()
    {
        var path = $"/api/v1/tickets/{await desk.Customer.OpenAsync("With a name")}";
        // The colleague sees it as a member of the organisation, until it is taken off.
        var organisation = (await desk.Customer.GetAsync($"{path}/shares")).Items.Single()["id"]!.GetValue<string>();
        (await desk.Customer.DeleteAsync($"{path}/shares/organisation/{organisation}")).Status.Should().Be(HttpStatusCode.NoContent);
        (await desk.Colleague.GetAsync(path)).Status.Should().Be(HttpStatusCode.NotFound);
        var words = new { body = $"@{await NameAsync(DemoPeople.Colleague)} please look" };

        var refused = (await desk.Customer.PostAsync($"{path}/messages", words)).ShouldRefuse(HttpStatusCode.BadRequest, "mentions");
        refused.Text("code").Should().Be("desk.mention-unseen");
        (await desk.Customer.PostAsync($"{path}/shares", new { person = DemoPeople.Colleague })).Status.Should().Be(HttpStatusCode.Created);
        (await desk.Customer.PostAsync($"{path}/messages", words)).Status.Should().Be(HttpStatusCode.Created);

        (await desk.Colleague.GetAsync(path)).Status.Should().Be(HttpStatusCode.OK);
    }

    private async Task<string> IdAsync(string address) => $"{await desk.IdOfAsync(address)}";

    private async Task<string> NameAsync(string address) => (await desk.Desk.Services.GetRequiredService<PersonDirectory>().FindAsync(address, default))!.Name;
}
