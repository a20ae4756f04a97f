using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Helpdesk.Host.Tests.Api;

/// <summary>A program that talks to the desk with somebody's token, or with none.</summary>
internal sealed class ApiClient(RunningDesk desk, string? token) : IDisposable
{
    /// <summary>Waits for the desk's word before it sends a large body: else the refusal and the body would cross on the line.</summary>
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = Patience.Limit })
    {
        BaseAddress = desk.Address,
        Timeout = Patience.Limit,
    };

    public Task<ApiAnswer> GetAsync(string path, string? language = null) => SendAsync(HttpMethod.Get, path, content: null, language);

    public Task<ApiAnswer> PostAsync(string path, object body, string? language = null) => SendAsync(HttpMethod.Post, path, Json(JsonSerializer.Serialize(body)), language);

    public Task<ApiAnswer> PostAsync(string path, object body, Action<HttpRequestHeaders> headers) =>
        SendAsync(HttpMethod.Post, path, Json(JsonSerializer.Serialize(body)), language: null, headers);

    public Task<ApiAnswer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, Json(JsonSerializer.Serialize(body)), language: null);

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, content: null, language: null);

    /// <summary>Sends what may be no JSON at all.</summary>
    public Task<ApiAnswer> PostRawAsync(string path, string json, string? language = null) => SendAsync(HttpMethod.Post, path, Json(json), language);

    public Task<ApiAnswer> PatchAsync(string path, object body, string? ifMatch = null) =>
        SendAsync(HttpMethod.Patch, path, Json(JsonSerializer.Serialize(body)), language: null, headers => headers.TryAddWithoutValidation("If-Match", ifMatch));

    public Task<ApiAnswer> UploadAsync(string name, byte[] content, string contentType = "application/octet-stream")
    {
        var body = new ByteArrayContent(content);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return SendAsync(HttpMethod.Post, $"/api/v1/attachments?name={Uri.EscapeDataString(name)}", body, language: null);
    }

    /// <summary>Opens a ticket that ought to be taken, and returns its number.</summary>
    public async Task<string> OpenAsync(string subject, string body = "It does not work.", params string[] attachments)
    {
        var answer = await PostAsync("/api/v1/tickets", new { subject, body, department = "support", attachments });
        return answer.Status == HttpStatusCode.Created ? answer.Text("number") : throw new InvalidOperationException($"The ticket was not taken: {answer}");
    }

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, string? language, Action<HttpRequestHeaders>? headers = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        request.Headers.ExpectContinue = content?.Headers.ContentLength > 100_000;
        headers?.Invoke(request.Headers);
        using var answer = await _client.SendAsync(request);
        return await ApiAnswer.ReadAsync(answer);
    }

    public void Dispose() => _client.Dispose();

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}

/// <summary>What the desk answered.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, string? ContentType, string? ETag, string? Location, string? WwwAuthenticate, byte[] Bytes)
{
    public IReadOnlyCollection<string> Allow { get; private init; } = [];

    /// <summary>Whether the desk says that it had done this before.</summary>
    public bool IsReplay { get; private init; }

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage answer) => new(
        answer.StatusCode,
        answer.Content.Headers.ContentType?.MediaType,
        answer.Headers.ETag?.ToString(),
        answer.Headers.Location?.OriginalString,
        answer.Headers.WwwAuthenticate.FirstOrDefault()?.ToString(),
        await answer.Content.ReadAsByteArrayAsync())
    {
        Allow = [.. answer.Content.Headers.Allow],
        IsReplay = answer.Headers.TryGetValues("Idempotent-Replay", out var values) && values.Single() == "true",
    };

    public JsonNode Body => JsonNode.Parse(Bytes) ?? throw new InvalidOperationException("The answer is null.");

    public IReadOnlyList<JsonNode> Items => [.. Body["items"]!.AsArray().Select(item => item!)];

    public string Text(string name) => Body[name]!.GetValue<string>();

    /// <summary>That it refuses in the form of RFC 9457, and says what is wrong with which field.</summary>
    public ApiAnswer ShouldRefuse(HttpStatusCode status, string? field = null)
    {
        Status.Should().Be(status, ToString());
        ContentType.Should().Be("application/problem+json");
        Body["status"]!.GetValue<int>().Should().Be((int)status);
        Text("type").Should().Be("about:blank");
        Text("code").Should().MatchRegex(@"^[a-z]+\.[a-z-]+$", "a program goes by it");
        Text("title").Should().NotBeEmpty();
        Text("detail").Should().NotBeEmpty().And.NotMatchRegex(@"^[a-z]+\.[a-z.-]+$", "a sentence is not the key of one");
        if (field is not null)
        {
            Body["errors"].Should().NotBeNull(ToString());
            Body["errors"]!.AsObject().Select(error => error.Key).Should().Equal(field);
            Body["errors"]![field]!.AsArray().Should().NotBeEmpty();
        }

        return this;
    }

    public override string ToString() => $"{(int)Status} {Encoding.UTF8.GetString(Bytes)}";
}
