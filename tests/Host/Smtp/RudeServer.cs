using System.Net;
using System.Net.Sockets;

namespace Helpdesk.Host.Tests.Smtp;

/// <summary>Talks SMTP up to a point and then hangs up, or says nothing any more: no library does that.</summary>
internal sealed class RudeServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _lastStraw;
    private readonly bool _sulks;
    private readonly Task _running;
    private readonly CancellationTokenSource _stop = new();

    /// <param name="lastStraw">The command that it does not answer: <c>EHLO</c>, <c>DATA</c>, <c>.</c> or <c>QUIT</c>.</param>
    /// <param name="sulks">Whether it keeps the line open and says nothing, rather than hanging up.</param>
    public RudeServer(string lastStraw, bool sulks = false)
    {
        _lastStraw = lastStraw;
        _sulks = sulks;
        _listener.Start();
        _running = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What the mails that it was given call themselves.</summary>
    public List<string> MessageIds { get; } = [];

    /// <summary>How many mails it has got whole, whatever it said to that.</summary>
    public int Got { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                try
                {
                    await TalkAsync(client);
                }
                catch (IOException)
                {
                    // The other side was faster at hanging up.
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody needs it any more.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 rude.example");
        var inData = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (inData && line.StartsWith("Message-Id: ", StringComparison.OrdinalIgnoreCase))
            {
                MessageIds.Add(line["Message-Id: ".Length..].Trim('<', '>'));
            }

            var command = inData && line != "." ? "" : line.Split(' ')[0];
            Got += command == "." ? 1 : 0;
            if (command == _lastStraw)
            {
                if (!_sulks)
                {
                    return;
                }

                continue;
            }

            inData = command == "DATA" || (inData && command != ".");
            if (command.Length > 0)
            {
                await writer.WriteLineAsync(inData ? "354 Go on" : "250 Fine");
            }
        }
    }
}
