using System.Collections.Concurrent;

namespace Helpdesk.Host.Databases.Lending;

/// <summary>Lends sessions out; those that come back last go out first, as what they need is still in memory.</summary>
/// <param name="most">How many are kept that nobody uses.</param>
internal sealed class SessionPool(string connectionString, int most) : IDisposable
{
    private readonly ConcurrentStack<Session> _idle = [];
    private volatile bool _isClosed;

    public Session Lend() => _idle.TryPop(out var session) ? session : new Session(connectionString);

    public void TakeBack(Session session)
    {
        if (_idle.Count >= most)
        {
            session.Dispose();
            return;
        }

        _idle.Push(session);
        if (_isClosed)
        {
            CloseIdle();
        }
    }

    /// <summary>Closes those that nobody uses, and each of the others when it comes back.</summary>
    public void Dispose()
    {
        _isClosed = true;
        CloseIdle();
    }

    private void CloseIdle()
    {
        while (_idle.TryPop(out var session))
        {
            session.Dispose();
        }
    }
}
