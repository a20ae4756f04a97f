using System.Buffers;
using System.Net;
using Helpdesk.Testing;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Helpdesk.Bench.Loads;

/// <summary>An SMTP server on the loopback that takes everything and counts.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _running;
    private readonly Counter _counter = new();

    public MailSink()
    {
        var options = new SmtpServerOptionsBuilder().ServerName("sink.example").Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port))).Build();
        var parts = new SmtpServer.ComponentModel.ServiceProvider();
        parts.Add(_counter);
        _running = new SmtpServer.SmtpServer(options, parts).StartAsync(_ending.Token);
    }

    public int Port { get; } = Loopback.FreePort();

    public int Taken => _counter.Taken;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private sealed class Counter : MessageStore
    {
        private int _taken;

        public int Taken => _taken;

        public override Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _taken);
            return Task.FromResult(SmtpResponse.Ok);
        }
    }
}
