using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Helpdesk.Host.Tests.Smtp;

/// <summary>A real SMTP server on the loopback, which says what the test tells it to say.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly SmtpServer.SmtpServer _server;
    private readonly CancellationTokenSource _ending = new();
    private readonly X509Certificate2? _certificate;
    private readonly Task _running;
    private int _sessions;

    private LoopbackServer(bool withTls, int port)
    {
        Port = port;
        _certificate = withTls ? SelfSigned() : null;
        var options = new SmtpServerOptionsBuilder().ServerName("loopback.example").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).AllowUnsecureAuthentication();
            if (_certificate is not null)
            {
                endpoint.Certificate(_certificate);
            }
        }).Build();
        var parts = new ServiceProvider();
        parts.Add(new Filter(this));
        parts.Add(new Store(this));
        parts.Add(new Accounts(this));
        _server = new SmtpServer.SmtpServer(options, parts);
        _server.SessionCreated += (_, _) => Interlocked.Increment(ref _sessions);
        _running = _server.StartAsync(_ending.Token);
    }

    public int Port { get; }

    /// <summary>How many connections were begun.</summary>
    public int Sessions => _sessions;

    /// <summary>What is said to RCPT TO; null for yes.</summary>
    public SmtpResponse? ToRecipient { get; set; }

    /// <summary>Whom alone <see cref="ToRecipient"/> is said to; null for everybody.</summary>
    public string? OnlyTo { get; set; }

    /// <summary>What is said to MAIL FROM; null for yes.</summary>
    public SmtpResponse? ToSender { get; set; }

    /// <summary>What is said at the end of the data; null for yes.</summary>
    public SmtpResponse? ToData { get; set; }

    public string? Password { get; set; }

    public ConcurrentQueue<MimeMessage> Taken { get; } = [];

    public ConcurrentQueue<(string User, string Password)> LogIns { get; } = [];

    public static async Task<LoopbackServer> StartAsync(bool withTls = false, int? port = null)
    {
        var server = new LoopbackServer(withTls, port ?? Loopback.FreePort());
        await server.IsListeningAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // It was told to end.
        }

        _certificate?.Dispose();
        _ending.Dispose();
    }

    /// <summary>The library says when it was told to begin, not when it has.</summary>
    private async Task IsListeningAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, Port, patience.Token);
                return;
            }
            catch (SocketException) when (!_running.IsCompleted)
            {
                await Task.Yield();
            }
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2120, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    private sealed class Filter(LoopbackServer server) : MailboxFilter
    {
        public override Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) =>
            server.ToSender is { } no ? throw new SmtpResponseException(no) : Task.FromResult(true);

        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            server.ToRecipient is { } no && (server.OnlyTo is null || server.OnlyTo == $"{to.User}@{to.Host}") ? throw new SmtpResponseException(no) : Task.FromResult(true);
    }

    private sealed class Store(LoopbackServer server) : MessageStore
    {
        public override Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (server.ToData is { } no)
            {
                return Task.FromResult(no);
            }

            using var raw = new MemoryStream(buffer.ToArray());
            server.Taken.Enqueue(MimeMessage.Load(raw, cancellationToken));
            return Task.FromResult(SmtpResponse.Ok);
        }
    }

    private sealed class Accounts(LoopbackServer server) : UserAuthenticator
    {
        public override Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken)
        {
            server.LogIns.Enqueue((user, password));
            return Task.FromResult(password == server.Password);
        }
    }
}
