using System.Net;

namespace Helpdesk.Host.Tests.Api;

/// <summary>The main job by API.</summary>
public sealed class TicketTests(ApiDesk desk) : IClassFixture<ApiDesk>
{
    [Fact]
    public async Task A_ticket_goes_from_customer_to_agent_and_back()
    {
        var opened = await desk.Customer.PostAsync("/api/v1/tickets", new { subject = "No mail arrives", body = "Since noon.", department = "support" });
        opened.Status.Should().Be(HttpStatusCode.Created);
        var number = opened.Text("number");
        var path = $"/api/v1/tickets/{number}";
        opened.Location.Should().Be(path);
        opened.Body["department"]!["key"]!.GetValue<string>().Should().Be("support");
        opened.Body["requester"]!["address"]!.GetValue<string>().Should().Be(DemoPeople.Customer);
        (await StatusAsync(path)).Should().Be(("open", "Open", "open"));

        var answered = await desk.Agent.PostAsync($"{path}/messages", new { body = "Try again, please." });
        answered.Status.Should().Be(HttpStatusCode.Created);
        answered.Body["byStaff"]!.GetValue<bool>().Should().BeTrue();
        (await StatusAsync(path)).Should().Be(("answered", "Answered", "waiting"));

        await desk.Customer.PostAsync($"{path}/messages", new { body = "Still nothing." });
        (await StatusAsync(path)).Should().Be(("customer-reply", "Customer-Reply", "open"));

        await desk.Agent.PatchAsync(path, new { status = "closed" });
        (await StatusAsync(path)).Should().Be(("closed", "Closed", "closed"));

        await desk.Customer.PostAsync($"{path}/messages", new { body = "It has come back." });
        (await StatusAsync(path)).Should().Be(("customer-reply", "Customer-Reply", "open"));
        (await desk.Customer.GetAsync($"{path}/messages")).Items.Select(message => message["body"]!.GetValue<string>())
            .Should().Equal("Since noon.", "Try again, please.", "Still nothing.", "It has come back.");
    }

    [Fact]
    public async Task A_department_is_named_by_key_or_by_id()
    {
        var departments = (await desk.Customer.GetAsync("/api/v1/departments", "nl")).Items;
        departments.Select(department => department["key"]!.GetValue<string>()).Should().Equal("support", "billing", "sales");
        departments[1]["name"]!.GetValue<string>().Should().Be("Facturatie");

        foreach (var name in new[] { departments[1]["id"]!.GetValue<string>(), "billing" })
        {
            var opened = await desk.Customer.PostAsync("/api/v1/tickets", new { subject = "An invoice", body = "It is wrong.", department = name }, "fr");
            opened.Status.Should().Be(HttpStatusCode.Created);
            opened.Body["department"]!.ToJsonString().Should().Be("""{"key":"billing","name":"Facturation"}""");
        }
    }

    /// <summary>LU16: the old number leads on.</summary>
    [Fact]
    public async Task Staff_make_a_ticket_part_of_another()
    {
        var (ends, goesOn) = (await desk.Customer.OpenAsync("Still nothing", "Nothing today either."), await desk.Customer.OpenAsync("No mail arrives", "Since Monday."));
        var path = $"/api/v1/tickets/{ends}";
        (await desk.Customer.PatchAsync(path, new { mergeInto = goesOn })).ShouldRefuse(HttpStatusCode.Forbidden);
        (await desk.Agent.PatchAsync(path, new { mergeInto = "nothing" })).ShouldRefuse(HttpStatusCode.BadRequest, "mergeInto");
        (await desk.Agent.PatchAsync(path, new { mergeInto = ends })).ShouldRefuse(HttpStatusCode.BadRequest, "mergeInto");

        var merged = await desk.Agent.PatchAsync(path, new { subject = "Nothing at all", mergeInto = goesOn });

        (merged.Status, merged.Text("number"), merged.Text("subject")).Should().Be((HttpStatusCode.OK, goesOn, "No mail arrives"));
        (await desk.Customer.GetAsync(path)).Text("number").Should().Be(goesOn);
        (await desk.Customer.GetAsync($"{path}/messages")).Items.Select(message => message["body"]!.GetValue<string>()).Should().BeEquivalentTo("Since Monday.", "Nothing today either.");
    }

    [Fact]
    public async Task A_change_against_an_older_version_is_a_failed_precondition()
    {
        var number = await desk.Customer.OpenAsync("Twice");
        var path = $"/api/v1/tickets/{number}";
        var seen = await desk.Agent.GetAsync(path);
        seen.ETag.Should().Be($"\"{seen.Body["version"]!.GetValue<long>()}\"");

        var first = await desk.Agent.PatchAsync(path, new { status = "closed" }, seen.ETag);
        first.Status.Should().Be(HttpStatusCode.OK);
        first.ETag.Should().NotBe(seen.ETag);
        (await desk.Agent.PatchAsync(path, new { status = "open" }, seen.ETag)).ShouldRefuse(HttpStatusCode.PreconditionFailed);
        (await StatusAsync(path)).Key.Should().Be("closed");

        (await desk.Agent.PatchAsync(path, new { status = "open" }, first.ETag)).Status.Should().Be(HttpStatusCode.OK);
        (await desk.Agent.PatchAsync(path, new { status = "closed" }, "*")).Status.Should().Be(HttpStatusCode.OK);
        (await desk.Agent.PatchAsync(path, new { status = "open" })).Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"x\"")]
    [InlineData("W/\"1\"")]
    public async Task An_ETag_that_is_none_of_ours_is_refused(string ifMatch)
    {
        var number = await desk.Customer.OpenAsync("Strange tags");

        (await desk.Agent.PatchAsync($"/api/v1/tickets/{number}", new { status = "closed" }, ifMatch)).Status.Should().BeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.PreconditionFailed);

        (await StatusAsync($"/api/v1/tickets/{number}")).Key.Should().Be("open");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"status": null}""")]
    public async Task A_change_of_nothing_is_refused(string json)
    {
        var number = await desk.Customer.OpenAsync("Nothing");
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");

        (await desk.Agent.SendAsync(HttpMethod.Patch, $"/api/v1/tickets/{number}", content, language: null)).ShouldRefuse(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_status_that_is_not_there_is_refused_by_name()
    {
        var number = await desk.Customer.OpenAsync("Lost in space");

        (await desk.Agent.PatchAsync($"/api/v1/tickets/{number}", new { status = "lost" })).ShouldRefuse(HttpStatusCode.BadRequest, "status");
    }

    [Fact]
    public async Task Pages_hold_every_ticket_once()
    {
        var mine = new List<string>();
        foreach (var i in Enumerable.Range(0, 23))
        {
            mine.Add(await desk.Stranger.OpenAsync($"Page me {i}"));
        }

        var pages = new List<IReadOnlyList<string>>();
        for (string? next = ""; next is not null;)
        {
            var page = await desk.Stranger.GetAsync($"/api/v1/tickets?limit=5&after={Uri.EscapeDataString(next)}");
            pages.Add([.. page.Items.Select(line => line["number"]!.GetValue<string>())]);
            next = page.Body["next"]?.GetValue<string>();
            if (pages.Count == 2)
            {
                // A ticket that moves to the front meanwhile makes no other appear twice or not at all.
                await desk.Stranger.PostAsync($"/api/v1/tickets/{pages[0][4]}/messages", new { body = "To the front" });
            }
        }

        var all = (await desk.Stranger.GetAsync("/api/v1/tickets?limit=100")).Items.Select(line => line["number"]!.GetValue<string>()).ToList();
        pages[..^1].Should().OnlyContain(page => page.Count == 5);
        pages.SelectMany(page => page).Should().OnlyHaveUniqueItems().And.BeEquivalentTo(all).And.Contain(mine);
    }

    [Theory]
    [InlineData("after=nonsense")]
    [InlineData("after=%00")]
    [InlineData("limit=")]
    [InlineData("search=%27%22%25_%5B&status=no-such&department=%00")]
    public async Task A_list_that_is_asked_for_oddly_is_still_a_list(string query) =>
        (await desk.Stranger.GetAsync($"/api/v1/tickets?{query}")).Status.Should().Be(HttpStatusCode.OK);

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=x", "limit")]
    [InlineData("size=5", "size")]
    [InlineData("stauts=open", "stauts")]
    [InlineData("sort=age", "sort")]
    [InlineData("order=up", "order")]
    [InlineData("kind=open,lost", "kind")]
    [InlineData("requester=Emma", "requester")]
    [InlineData("organisation=-1", "organisation")]
    [InlineData("unassessed=maybe", "unassessed")]
    public async Task A_parameter_that_can_not_be_meant_is_refused_by_name(string query, string field) =>
        (await desk.Agent.GetAsync($"/api/v1/tickets?{query}")).ShouldRefuse(HttpStatusCode.BadRequest, field);

    [Fact]
    public async Task A_list_is_narrowed_by_status_department_and_words()
    {
        var number = await desk.Customer.OpenAsync("Zebra crossing");

        (await desk.Customer.GetAsync("/api/v1/tickets?search=zebra")).Items.Should().ContainSingle().Which["number"]!.GetValue<string>().Should().Be(number);
        (await desk.Customer.GetAsync($"/api/v1/tickets?search=%23{number}")).Items.Should().ContainSingle();
        (await desk.Customer.GetAsync("/api/v1/tickets?search=zebra&status=closed")).Items.Should().BeEmpty();
        (await desk.Customer.GetAsync("/api/v1/tickets?search=zebra&department=billing")).Items.Should().BeEmpty();
        (await desk.Customer.GetAsync("/api/v1/tickets?search=zebra&status=open&department=support")).Items.Should().ContainSingle();
    }

    private async Task<(string Key, string Name, string Kind)> StatusAsync(string path)
    {
        var status = (await desk.Customer.GetAsync(path)).Body["status"]!;
        return (status["key"]!.GetValue<string>(), status["name"]!.GetValue<string>(), status["kind"]!.GetValue<string>());
    }
}
