namespace Helpdesk.Engine.People;

/// <summary>
/// How often signing in with an address, or from one place, has failed lately. Kept for addresses that nobody has as
/// well, so that being locked out tells nothing (LX10), and in the database, so that no restart forgets it (LX11).
/// </summary>
internal sealed class SignInGuard
{
    private SignInGuard()
    {
    }

    public SignInGuard(string key) => Key = key;

    /// <summary>SHA-256 of what is guarded, hexadecimal: an address that somebody mistyped is nobody's business.</summary>
    public string Key { get; private set; } = "";

    public int Failures { get; private set; }

    public DateTimeOffset LastFailureAt { get; private set; }

    public DateTimeOffset? LockedUntil { get; private set; }

    public void Fail(int failures, DateTimeOffset now, DateTimeOffset? lockedUntil)
    {
        Failures = failures;
        LastFailureAt = now;
        LockedUntil = lockedUntil;
    }
}
