using System.Net;

namespace Helpdesk.Host.Tests.Api;

/// <summary>LX3, LX4: what is somebody else's is not there.</summary>
public sealed class SightTests(ApiDesk desk) : IClassFixture<ApiDesk>
{
    private const string Absent = "99999999";

    [Fact]
    public async Task LX3_A_foreign_ticket_and_an_absent_one_are_the_same_answer()
    {
        var foreign = await desk.Customer.OpenAsync("Between us");

        foreach (var ask in new Func<string, Task<ApiAnswer>>[]
        {
            number => desk.Stranger.GetAsync($"/api/v1/tickets/{number}"),
            number => desk.Stranger.GetAsync($"/api/v1/tickets/{number}/messages"),
            number => desk.Stranger.PostAsync($"/api/v1/tickets/{number}/messages", new { body = "Let me in" }),
            number => desk.Stranger.PostAsync($"/api/v1/tickets/{number}/messages", new { kind = "note", body = "Let me in" }),
            number => desk.Stranger.PatchAsync($"/api/v1/tickets/{number}", new { status = "closed" }),
            number => desk.Stranger.PatchAsync($"/api/v1/tickets/{number}", new { status = "no-such" }),
            number => desk.Stranger.PatchAsync($"/api/v1/tickets/{number}", new { status = "closed" }, "\"1\""),
        })
        {
            var (ofForeign, ofAbsent) = (await ask(foreign), await ask(Absent));
            ofForeign.ShouldRefuse(HttpStatusCode.NotFound);
            ofForeign.Bytes.Should().Equal(ofAbsent.Bytes);
            (ofForeign.Status, ofForeign.ContentType, ofForeign.ETag, ofForeign.Location).Should().Be((ofAbsent.Status, ofAbsent.ContentType, ofAbsent.ETag, ofAbsent.Location));
        }

        (await desk.Customer.GetAsync($"/api/v1/tickets/{foreign}/messages")).Items.Should().ContainSingle();
        (await desk.Stranger.GetAsync("/api/v1/tickets?limit=100")).Items.Should().NotContain(line => line["number"]!.GetValue<string>() == foreign);
        (await desk.Stranger.GetAsync($"/api/v1/tickets?search={foreign}")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_colleague_sees_the_organisations_tickets()
    {
        var number = await desk.Customer.OpenAsync("For the whole studio");

        (await desk.Colleague.GetAsync($"/api/v1/tickets/{number}")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_note_is_nowhere_for_a_customer()
    {
        const string Secret = "They have not paid since May";
        var number = await desk.Customer.OpenAsync("Is anything wrong?");
        var file = (await desk.Agent.UploadAsync("unpaid.txt", "May, June"u8.ToArray())).Text("id");

        var noted = await desk.Agent.PostAsync($"/api/v1/tickets/{number}/messages", new { kind = "note", body = Secret, attachments = new[] { file } });

        noted.Status.Should().Be(HttpStatusCode.Created);
        noted.Text("kind").Should().Be("note");
        (await desk.Agent.GetAsync($"/api/v1/tickets/{number}/messages")).Items.Should().HaveCount(2);
        (await desk.Agent.GetAsync($"/api/v1/attachments/{file}")).Status.Should().Be(HttpStatusCode.OK);
        foreach (var customer in new[] { desk.Customer, desk.Colleague })
        {
            (await customer.GetAsync($"/api/v1/tickets/{number}")).ToString().Should().NotContain(Secret);
            (await customer.GetAsync($"/api/v1/tickets/{number}/messages")).ToString().Should().NotContain(Secret).And.NotContain("unpaid.txt");
            (await customer.GetAsync($"/api/v1/tickets?search={Uri.EscapeDataString("paid")}")).ToString().Should().NotContain(number);
            (await customer.GetAsync($"/api/v1/attachments/{file}")).ShouldRefuse(HttpStatusCode.NotFound);
        }

        using var browser = await desk.Desk.SignedInAsync(DemoPeople.Customer);
        (await browser.OpenAsync($"/tickets/{number}")).DocumentElement.OuterHtml.Should().NotContain(Secret).And.NotContain("unpaid.txt").And.NotContain("note/1");
    }

    [Fact]
    public async Task A_customer_writes_no_note()
    {
        var number = await desk.Customer.OpenAsync("Psst");

        (await desk.Customer.PostAsync($"/api/v1/tickets/{number}/messages", new { kind = "note", body = "Psst" })).ShouldRefuse(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_customer_sets_no_status_but_closed()
    {
        var number = await desk.Customer.OpenAsync("Mine");

        (await desk.Customer.PatchAsync($"/api/v1/tickets/{number}", new { status = "answered" })).ShouldRefuse(HttpStatusCode.Forbidden);
        (await desk.Colleague.PatchAsync($"/api/v1/tickets/{number}", new { status = "closed" })).ShouldRefuse(HttpStatusCode.Forbidden);
        (await desk.Customer.PatchAsync($"/api/v1/tickets/{number}", new { status = "closed" })).Body["status"]!["kind"]!.GetValue<string>().Should().Be("closed");
    }

    [Fact]
    public async Task Customers_learn_no_address_but_their_own()
    {
        var number = await desk.Customer.OpenAsync("Who are you?");
        await desk.Agent.PostAsync($"/api/v1/tickets/{number}/messages", new { body = "Alex, of support." });

        var messages = await desk.Customer.GetAsync($"/api/v1/tickets/{number}/messages");

        messages.Items.Select(message => message["author"]!["address"]?.GetValue<string>()).Should().Equal(DemoPeople.Customer, null);
        messages.ToString().Should().NotContain(DemoPeople.Agent);
        (await desk.Colleague.GetAsync($"/api/v1/tickets/{number}")).ToString().Should().NotContain(DemoPeople.Customer);
    }

    [Fact]
    public async Task LX4_A_file_of_one_ticket_goes_into_no_other()
    {
        var file = (await desk.Customer.UploadAsync("mine.txt", "mine"u8.ToArray())).Text("id");
        await desk.Customer.OpenAsync("First", "With a file", file);
        var strangers = (await desk.Stranger.UploadAsync("theirs.txt", "theirs"u8.ToArray())).Text("id");
        var other = await desk.Customer.OpenAsync("Second");

        foreach (var id in new[] { file, strangers, "1" })
        {
            (await desk.Customer.PostAsync("/api/v1/tickets", new { subject = "Third", body = "B", department = "support", attachments = new[] { id } }))
                .ShouldRefuse(HttpStatusCode.BadRequest, "attachments");
            (await desk.Customer.PostAsync($"/api/v1/tickets/{other}/messages", new { body = "B", attachments = new[] { id } }))
                .ShouldRefuse(HttpStatusCode.BadRequest, "attachments");
            (await desk.Agent.PostAsync($"/api/v1/tickets/{other}/messages", new { kind = "note", body = "B", attachments = new[] { id } }))
                .ShouldRefuse(HttpStatusCode.BadRequest, "attachments");
        }
    }

    [Fact]
    public async Task LX4_A_draft_is_its_uploaders_alone()
    {
        var draft = (await desk.Customer.UploadAsync("draft.txt", "not yet"u8.ToArray())).Text("id");

        (await desk.Customer.GetAsync($"/api/v1/attachments/{draft}")).Status.Should().Be(HttpStatusCode.OK);
        foreach (var other in new[] { desk.Colleague, desk.Stranger, desk.Agent })
        {
            (await other.GetAsync($"/api/v1/attachments/{draft}")).ShouldRefuse(HttpStatusCode.NotFound);
        }
    }
}
