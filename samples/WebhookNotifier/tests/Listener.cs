using System.Collections.Concurrent;
using System.Net;

namespace Acme.WebhookNotifier.Tests;

/// <summary>The other program: takes what is posted to it, or refuses it for as long as it is told to.</summary>
internal sealed class Listener : IDisposable
{
    private readonly HttpListener _listener = new();
    private int _refusals;

    private Listener(int port) => Address = $"http://localhost:{port}/";

    public string Address { get; }

    public ConcurrentQueue<(string Body, string? Key, string? Signature)> Taken { get; } = [];

    public static Listener Start(int refusals = 0)
    {
        for (var port = 40_000 + Random.Shared.Next(10_000); ; port++)
        {
            var listener = new Listener(port) { _refusals = refusals };
            listener._listener.Prefixes.Add(listener.Address);
            try
            {
                listener._listener.Start();
                _ = listener.TakeAsync();
                return listener;
            }
            catch (HttpListenerException)
            {
                // Somebody else's port.
                listener.Dispose();
            }
        }
    }

    public void Dispose() => ((IDisposable)_listener).Dispose();

    private async Task TakeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync();
            if (Interlocked.Decrement(ref _refusals) >= 0)
            {
                context.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
            }
            else
            {
                Taken.Enqueue((body, context.Request.Headers["Idempotency-Key"], context.Request.Headers["X-Signature-SHA256"]));
            }

            context.Response.Close();
        }
    }
}
