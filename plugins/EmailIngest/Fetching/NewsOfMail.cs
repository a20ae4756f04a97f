namespace Helpdesk.EmailIngest.Fetching;

/// <summary>That a server has said that there is mail: kept until somebody has looked, and the end of a wait that is under way.</summary>
internal sealed class NewsOfMail
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _wait;
    private bool _isThere;

    public void Raise()
    {
        lock (_lock)
        {
            _isThere = true;
            _wait?.Cancel();
        }
    }

    /// <summary>Somebody looks now: what is said from here on is news.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _isThere = false;
        }
    }

    /// <summary>News end that wait.</summary>
    /// <returns>True where there are some already.</returns>
    public bool EndsWith(CancellationTokenSource wait)
    {
        lock (_lock)
        {
            _wait = wait;
            return _isThere;
        }
    }

    public void EndsNothing()
    {
        lock (_lock)
        {
            _wait = null;
        }
    }
}
