using System.Net;
using System.Net.Sockets;

namespace Helpdesk.Testing;

/// <summary>Stands between a client and a server on the loopback, and does to their connections what bad networks do.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly int _server;
    private readonly HashSet<Connection> _open = [];
    private readonly List<Task> _accepting = [];
    private Socket? _listener;
    private TaskCompletionSource _flow = new();
    private long? _cutAfter;
    private int _connections;
    private long _bytesFromServer;
    private bool _ended;

    private FaultProxy(int server)
    {
        _server = server;
        _flow.SetResult();
        _listener = Listen(0);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting.Add(AcceptAsync(_listener));
    }

    /// <summary>Where clients connect.</summary>
    public int Port { get; }

    /// <summary>How many connections clients have made so far.</summary>
    public int Connections
    {
        get
        {
            lock (_lock)
            {
                return _connections;
            }
        }
    }

    /// <summary>How many bytes of the server have been passed on so far, over all connections.</summary>
    public long BytesFromServer
    {
        get
        {
            lock (_lock)
            {
                return _bytesFromServer;
            }
        }
    }

    /// <summary>A proxy in front of a port of this machine.</summary>
    public static FaultProxy To(int port) => new(port);

    /// <summary>Drops all connections at once, without a goodbye (RST).</summary>
    public void CutNow()
    {
        foreach (var connection in Open())
        {
            connection.Cut();
        }
    }

    /// <summary>
    /// Drops the first connection over which, from now on, so many bytes come from the server: exactly these are passed on.
    /// It happens once. What is open counts anew; what comes later counts from its beginning. After a few bytes only, a client
    /// may hear of it while it still connects.
    /// </summary>
    public void CutAfterBytesFromServer(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        lock (_lock)
        {
            _cutAfter = bytes;
            foreach (var connection in _open)
            {
                connection.FromServer = 0;
            }
        }
    }

    /// <summary>Passes nothing on from now on, in either direction, not even an end. New connections are accepted, and hang as well.</summary>
    public void Hang()
    {
        lock (_lock)
        {
            if (_flow.Task.IsCompleted)
            {
                _flow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>Ends <see cref="Hang"/>: what was held back is passed on.</summary>
    public void GoOn()
    {
        lock (_lock)
        {
            _flow.TrySetResult();
        }
    }

    /// <summary>Whether new connections are refused, as where nobody listens. Those that are open stay.</summary>
    public void RefuseNew(bool refuse)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_ended, this);
            if (refuse)
            {
                _listener?.Dispose();
                _listener = null;
            }
            else if (_listener is null)
            {
                _listener = Listen(Port);
                _accepting.Add(AcceptAsync(_listener));
            }
        }
    }

    /// <summary>Drops all connections, listens no more, and waits until nothing of it is left.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _ended = true;
            _listener?.Dispose();
            _listener = null;
        }

        CutNow();
        await Task.WhenAll(_accepting);
    }

    private static Socket Listen(int port)
    {
        var listener = NewSocket();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen();
        return listener;
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private static bool IsTheEnd(Exception problem) => problem is IOException or SocketException or ObjectDisposedException;

    private Connection[] Open()
    {
        lock (_lock)
        {
            return [.. _open];
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync();
                client.NoDelay = true;
                served.Add(ServeAsync(new Connection(client, NewSocket())));
            }
        }
        catch (Exception ended) when (IsTheEnd(ended))
        {
            // New ones are refused.
        }

        await Task.WhenAll(served);
    }

    private async Task ServeAsync(Connection connection)
    {
        lock (_lock)
        {
            _connections++;
            _open.Add(connection);
            if (_ended)
            {
                connection.Cut();
            }
        }

        try
        {
            await connection.Server.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _server));
            await Task.WhenAll(
                PassAsync(connection, connection.Client, connection.Server, isFromServer: false),
                PassAsync(connection, connection.Server, connection.Client, isFromServer: true));
        }
        catch (Exception ended) when (IsTheEnd(ended))
        {
            // Cut by us, or the server is not there.
            connection.Cut();
        }
        finally
        {
            connection.Close();
            lock (_lock)
            {
                _open.Remove(connection);
            }
        }
    }

    private async Task PassAsync(Connection connection, Socket from, Socket to, bool isFromServer)
    {
        try
        {
            await using var source = new NetworkStream(from);
            await using var target = new NetworkStream(to);
            var buffer = new byte[16 * 1024];
            while (true)
            {
                var read = await source.ReadAsync(buffer);
                await FlowAsync(connection.Ended);
                if (read == 0)
                {
                    to.Shutdown(SocketShutdown.Send);
                    return;
                }

                var (pass, isLast) = isFromServer ? Count(connection, read) : (read, false);
                await target.WriteAsync(buffer.AsMemory(0, pass));
                if (isLast)
                {
                    connection.Cut();
                }
            }
        }
        catch (Exception ended) when (IsTheEnd(ended))
        {
            // The other direction is told.
            connection.Cut();
        }
    }

    // A cut ends the wait as well; what would be written then finds its socket closed.
    private async Task FlowAsync(Task ended)
    {
        while (Flow() is { IsCompleted: false } flow && !ended.IsCompleted)
        {
            await Task.WhenAny(flow, ended);
        }
    }

    private Task Flow()
    {
        lock (_lock)
        {
            return _flow.Task;
        }
    }

    private (int Pass, bool IsLast) Count(Connection connection, int read)
    {
        lock (_lock)
        {
            var isLast = !connection.Ended.IsCompleted && _cutAfter is { } limit && connection.FromServer + read >= limit;
            var pass = isLast ? (int)(_cutAfter!.Value - connection.FromServer) : read;
            if (isLast)
            {
                _cutAfter = null;
            }

            connection.FromServer += pass;
            _bytesFromServer += pass;
            return (pass, isLast);
        }
    }

    private sealed class Connection(Socket client, Socket server)
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Socket Client { get; } = client;

        public Socket Server { get; } = server;

        public Task Ended => _ended.Task;

        /// <summary>Bytes passed on since the last order to count.</summary>
        public long FromServer { get; set; }

        public void Cut()
        {
            _ended.TrySetResult();
            foreach (var socket in (Socket[])[Client, Server])
            {
                try
                {
                    socket.LingerState = new LingerOption(enable: true, seconds: 0);
                }
                catch (Exception gone) when (IsTheEnd(gone))
                {
                    // Closed already.
                }
            }

            Close();
        }

        public void Close()
        {
            Client.Dispose();
            Server.Dispose();
        }
    }
}
