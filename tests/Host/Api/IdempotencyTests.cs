using System.Net;
using System.Net.Http.Headers;

namespace Helpdesk.Host.Tests.Api;

/// <summary>LU8: a program that is not sure whether its request arrived sends it again, and it is done once.</summary>
public sealed class IdempotencyTests(ApiDesk desk) : IClassFixture<ApiDesk>
{
    private const string Tickets = "/api/v1/tickets";

    [Fact]
    public async Task LU8_The_same_request_with_the_same_key_is_one_ticket_and_one_answer()
    {
        var key = Key();
        var body = new { subject = "Once", body = "B", department = "support" };

        var first = await desk.Customer.PostAsync(Tickets, body, key);
        var second = await desk.Customer.PostAsync(Tickets, body, key);

        first.Status.Should().Be(HttpStatusCode.Created);
        first.IsReplay.Should().BeFalse();
        second.IsReplay.Should().BeTrue();
        (second.Status, second.Location, second.ETag, second.ToString()).Should().Be((first.Status, first.Location, first.ETag, first.ToString()));
    }

    [Fact]
    public async Task Messages_and_copies_are_done_once_too()
    {
        var path = $"{Tickets}/{await desk.Customer.OpenAsync("Say it once")}";
        foreach (var (where, body) in new (string, object)[] { ("messages", new { body = "Once." }), ("cc", new { address = "once@example.com" }) })
        {
            var key = Key();
            var first = await desk.Customer.PostAsync($"{path}/{where}", body, key);
            var second = await desk.Customer.PostAsync($"{path}/{where}", body, key);

            second.IsReplay.Should().BeTrue();
            (second.Status, second.ToString()).Should().Be((first.Status, first.ToString()));
        }

        (await desk.Customer.GetAsync($"{path}/messages")).Items.Should().HaveCount(2);
    }

    [Fact]
    public async Task The_same_key_with_something_else_is_refused()
    {
        var key = Key();
        await desk.Customer.PostAsync(Tickets, new { subject = "One", body = "B", department = "support" }, key);

        var other = await desk.Customer.PostAsync(Tickets, new { subject = "Two", body = "B", department = "support" }, key);

        other.ShouldRefuse(HttpStatusCode.UnprocessableEntity, "idempotency-key").Text("code").Should().Be("desk.request-key-reused");
    }

    [Fact]
    public async Task Keys_of_two_people_have_nothing_to_do_with_each_other()
    {
        var key = Key();
        var body = new { subject = "Shared key", body = "B", department = "support" };

        var hers = await desk.Customer.PostAsync(Tickets, body, key);
        var theirs = await desk.Stranger.PostAsync(Tickets, body, key);

        theirs.IsReplay.Should().BeFalse();
        theirs.Text("number").Should().NotBe(hers.Text("number"));
    }

    [Fact]
    public async Task A_key_has_a_length() =>
        (await desk.Customer.PostAsync(Tickets, new { subject = "A", body = "B", department = "support" }, headers => headers.Add("Idempotency-Key", new string('k', 201))))
            .ShouldRefuse(HttpStatusCode.BadRequest, "idempotency-key");

    [Fact]
    public async Task What_was_refused_may_be_sent_again_with_its_key()
    {
        var key = Key();
        (await desk.Customer.PostAsync(Tickets, new { subject = "", body = "B", department = "support" }, key)).ShouldRefuse(HttpStatusCode.BadRequest, "subject");

        (await desk.Customer.PostAsync(Tickets, new { subject = "Now", body = "B", department = "support" }, key)).Status.Should().Be(HttpStatusCode.Created);
    }

    private static Action<HttpRequestHeaders> Key()
    {
        var key = Guid.NewGuid().ToString();
        return headers => headers.Add("Idempotency-Key", key);
    }
}
