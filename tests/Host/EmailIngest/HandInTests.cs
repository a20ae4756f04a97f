using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Helpdesk.Host.Tests.EmailIngest;

/// <summary>Scenario 78: the endpoint for programs takes what is signed, and says so only when the mail is safe.</summary>
[Trait("Kind", "slow")]
public sealed class HandInTests
{
    [Fact]
    public async Task Only_what_is_signed_just_now_with_the_mailbox_s_secret_comes_in_and_twice_is_once()
    {
        await using var desk = await MailboxesDesk.StartAsync();
        await desk.AddAsync();
        var page = (await desk.Keeper.OpenAsync("/mail")).QuerySelector("tbody a")!.GetAttribute("href")!;
        var mail = Encoding.UTF8.GetBytes(MailboxesDesk.Mail(DemoPeople.Customer, "h@customer.example"));
        using var client = desk.Desk.Client();
        (await SendAsync(client, mail, "any")).Should().Be(HttpStatusCode.NotFound, "no secret was made yet");

        var secret = await SecretAsync(desk, page);
        (await SendAsync(client, mail, "wrong")).Should().Be(HttpStatusCode.Unauthorized);
        (await SendAsync(client, mail, secret, apart: TimeSpan.FromMinutes(6))).Should().Be(HttpStatusCode.Unauthorized, "whoever has seen an old request has not seen the secret");
        (await SendAsync(client, mail, secret, name: "nobody")).Should().Be(HttpStatusCode.NotFound);
        (await SendAsync(client, [], secret)).Should().Be(HttpStatusCode.BadRequest);
        (await SendAsync(client, new byte[(25 << 20) + 1], secret)).Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await desk.LawAsync())["fetched"].Should().Be(0);

        (await SendAsync(client, mail, secret)).Should().Be(HttpStatusCode.Accepted);
        (await SendAsync(client, mail, secret)).Should().Be(HttpStatusCode.Accepted);
        var law = await desk.JudgedAsync(2);
        (law["new-ticket"], law["duplicate"]).Should().Be((1, 1));

        (await SecretAsync(desk, page)).Should().NotBe(secret);
        (await SendAsync(client, mail, secret)).Should().Be(HttpStatusCode.Unauthorized, "the one before is over");
    }

    private static async Task<string> SecretAsync(MailboxesDesk desk, string page)
    {
        using var answer = await desk.Keeper.SendFormAsync(page, page + "?handler=secret", []);
        return (await Browser.PageAsync(answer)).QuerySelector("code")!.TextContent;
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, byte[] mail, string secret, string name = "support", TimeSpan apart = default)
    {
        var at = TimeProvider.System.GetUtcNow().Subtract(apart).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(at + "."), .. mail];
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/mail/in/{name}") { Content = new ByteArrayContent(mail) };
        request.Headers.Add("X-Helpdesk-Time", at);
        request.Headers.Add("X-Helpdesk-Signature", "sha256=" + signature);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
