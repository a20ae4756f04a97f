using System.Collections.Concurrent;
using System.Collections.Specialized;
using System.Net;
using System.Text;
using System.Web;

namespace Helpdesk.Host.Tests.EmailIngest;

/// <summary>A server that gives tokens (RFC 6749 §3.2), on the loopback.</summary>
internal sealed class TokenGiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<NameValueCollection, (int Status, string Json)> _answer;

    private TokenGiver(string address, Func<NameValueCollection, (int Status, string Json)> answer)
    {
        (Address, _answer) = (address, answer);
        _listener.Prefixes.Add(address);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>What it was asked with, in order.</summary>
    public ConcurrentQueue<NameValueCollection> Asked { get; } = [];

    /// <param name="answer">To the fields of a request.</param>
    public static TokenGiver Start(Func<NameValueCollection, (int Status, string Json)> answer) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://127.0.0.1:{Loopback.FreePort()}/token/"), answer);

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                var fields = HttpUtility.ParseQueryString(await reader.ReadToEndAsync());
                Asked.Enqueue(fields);
                var (status, json) = _answer(fields);
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(json));
                context.Response.Close();
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                // It ends with the test.
                return;
            }
        }
    }
}
