using System.Net;

namespace Helpdesk.Host.Tests.Generations;

/// <summary>Reads server-sent events as a browser does.</summary>
internal sealed class EventReader : IDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;

    private EventReader(HttpResponseMessage answer, Stream body)
    {
        _answer = answer;
        _lines = new StreamReader(body);
    }

    /// <summary>After how many milliseconds the browser is to come back.</summary>
    public string? Retry { get; private set; }

    public static async Task<EventReader> OpenAsync(Browser browser, string? lastEventId)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/stream");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var answer = await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var reader = new EventReader(answer, await answer.Content.ReadAsStreamAsync());
        // The greeting: from here on nothing is missed.
        await reader.BlockAsync();
        return reader;
    }

    public async Task<(string Id, string Data)> NextAsync(string name)
    {
        while (await BlockAsync() is { } block)
        {
            if (block.GetValueOrDefault("event") == name)
            {
                return (block["id"], block["data"]);
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }

    /// <summary>Reads on until the server ends the stream.</summary>
    public async Task EndAsync()
    {
        while (await BlockAsync() is not null)
        {
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        _answer.Dispose();
    }

    private async Task<Dictionary<string, string>?> BlockAsync()
    {
        var block = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await _lines.ReadLineAsync().WaitAsync(Patience.Limit) is { } line)
        {
            if (line.Length == 0)
            {
                Retry = block.GetValueOrDefault("retry") ?? Retry;
                return block;
            }

            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon > 0)
            {
                block[line[..colon]] = line[(colon + 2)..];
            }
        }

        return null;
    }
}
