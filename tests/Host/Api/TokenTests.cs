using System.Net;
using Helpdesk.Engine.Access;
using Helpdesk.Host.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Api;

/// <summary>RFC 6750: who has no token, or one for something else, learns just that.</summary>
public sealed class TokenTests(ApiDesk desk) : IClassFixture<ApiDesk>
{
    public static TheoryData<string> Paths => new() { "/api/v1/tickets", "/api/v1/tickets/1", "/api/v1/tickets/1/messages", "/api/v1/departments", "/api/v1/attachments/1", "/api/v1/no-such-thing" };

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Without_a_token_there_is_nothing_but_a_challenge(string path)
    {
        var answer = await desk.Client(token: null).GetAsync(path);

        answer.ShouldRefuse(HttpStatusCode.Unauthorized).WwwAuthenticate.Should().StartWith("Bearer ");
        answer.Text("detail").Should().Contain("token");
    }

    [Theory]
    [InlineData("hd_")]
    [InlineData("hd_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("nonsense")]
    [InlineData("' OR 1=1 --")]
    public async Task A_token_that_never_was_is_refused(string token) =>
        (await desk.Client(token).GetAsync("/api/v1/tickets")).ShouldRefuse(HttpStatusCode.Unauthorized).WwwAuthenticate.Should().StartWith("Bearer ");

    [Fact]
    public async Task LX8_A_token_in_other_letters_is_another_token()
    {
        var token = await desk.TokenAsync(DemoPeople.Customer);

        (await desk.Client(token).GetAsync("/api/v1/tickets")).Status.Should().Be(HttpStatusCode.OK);
        (await desk.Client(token.ToUpperInvariant()).GetAsync("/api/v1/tickets")).ShouldRefuse(HttpStatusCode.Unauthorized);
        (await desk.Client(token + "=").GetAsync("/api/v1/tickets")).ShouldRefuse(HttpStatusCode.Unauthorized);
        (await desk.Client(token[..^1]).GetAsync("/api/v1/tickets")).ShouldRefuse(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_revoked_token_ends_at_once()
    {
        var token = await desk.TokenAsync(DemoPeople.Customer);
        var tokens = desk.Desk.Services.GetRequiredService<ApiTokens>();
        var holder = await tokens.FindAsync(token, CancellationToken.None);

        await tokens.RevokeAsync(holder!.TokenId, Actor.System, CancellationToken.None);

        (await desk.Client(token).GetAsync("/api/v1/tickets")).ShouldRefuse(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_of_a_browser_is_no_token()
    {
        using var browser = await desk.Desk.SignedInAsync(DemoPeople.Administrator);

        using var answer = await browser.GetAsync("/api/v1/tickets");

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_opens_no_page()
    {
        var answer = await desk.Agent.SendAsync(HttpMethod.Get, "/agent", content: null, language: null, headers => headers.Accept.ParseAdd("text/html"));

        answer.Status.Should().Be(HttpStatusCode.Redirect);
        answer.Location.Should().Contain("/sign-in");
    }

    [Fact]
    public async Task A_reading_token_reads_and_does_not_write()
    {
        var number = await desk.Customer.OpenAsync("Read me");
        var reader = await desk.ClientAsync(DemoPeople.Customer, ApiScopes.TicketsRead);

        (await reader.GetAsync($"/api/v1/tickets/{number}")).Status.Should().Be(HttpStatusCode.OK);
        (await reader.GetAsync("/api/v1/departments")).Status.Should().Be(HttpStatusCode.OK);
        foreach (var answer in new[]
        {
            await reader.PostAsync("/api/v1/tickets", new { subject = "A", body = "B", department = "support" }),
            await reader.PostAsync($"/api/v1/tickets/{number}/messages", new { body = "B" }),
            await reader.PatchAsync($"/api/v1/tickets/{number}", new { status = "closed" }),
            await reader.UploadAsync("a.txt", [1]),
        })
        {
            answer.ShouldRefuse(HttpStatusCode.Forbidden).WwwAuthenticate.Should().Contain("insufficient_scope");
        }
    }

    [Fact]
    public async Task A_token_for_meters_sees_no_ticket() =>
        (await (await desk.ClientAsync(DemoPeople.Agent, ApiScopes.Metrics)).GetAsync("/api/v1/tickets")).ShouldRefuse(HttpStatusCode.Forbidden);

    [Theory]
    [InlineData("nl", "token")]
    [InlineData("fr-BE", "jeton")]
    [InlineData("ja,en;q=0.5", "トークン")]
    [InlineData("xx", "token")]
    public async Task A_refusal_is_said_in_the_callers_language(string language, string word) =>
        (await desk.Client(token: null).GetAsync("/api/v1/tickets", language)).ShouldRefuse(HttpStatusCode.Unauthorized).Text("detail").Should().Contain(word);
}
