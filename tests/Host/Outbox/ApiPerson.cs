using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Helpdesk.Host.Tests.Outbox;

/// <summary>Somebody who uses the desk by its API.</summary>
internal sealed class ApiPerson : IDisposable
{
    private readonly HttpClient _client;

    public ApiPerson(Uri address, string token)
    {
        _client = new HttpClient { BaseAddress = address, Timeout = Patience.Limit };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Opens a ticket that ought to be taken, and returns its number.</summary>
    public async Task<string> OpenAsync(string subject, string body = "It does not work.")
    {
        var (status, number) = await TryOpenAsync(subject, body);
        return status == HttpStatusCode.Created ? number : throw new InvalidOperationException($"The ticket was not taken: {(int)status}.");
    }

    /// <summary>Answers a ticket; the answer ought to be taken.</summary>
    public async Task ReplyAsync(string number, string body)
    {
        var status = await TryReplyAsync(number, body);
        if (status != HttpStatusCode.Created)
        {
            throw new InvalidOperationException($"The reply was not taken: {(int)status}.");
        }
    }

    public async Task<(HttpStatusCode Status, string Number)> TryOpenAsync(string subject, string body)
    {
        using var answer = await _client.PostAsJsonAsync("/api/v1/tickets", new { subject, body, department = "support" });
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != HttpStatusCode.Created)
        {
            return (answer.StatusCode, "");
        }

        using var ticket = JsonDocument.Parse(text);
        return (answer.StatusCode, ticket.RootElement.GetProperty("number").GetString()!);
    }

    public async Task<HttpStatusCode> TryReplyAsync(string number, string body)
    {
        using var answer = await _client.PostAsJsonAsync($"/api/v1/tickets/{number}/messages", new { kind = "reply", body });
        await answer.Content.ReadAsStringAsync();
        return answer.StatusCode;
    }

    public void Dispose() => _client.Dispose();
}
