namespace Helpdesk.Host.Jobs;

/// <summary>When the pump last looked at the outbox; readiness depends on it, so that a pump that stopped is seen.</summary>
internal sealed class PumpPulse(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private long _last = time.GetTimestamp();

    public bool IsAlive => time.GetElapsedTime(Volatile.Read(ref _last)) < Patience;

    public void Beat() => Volatile.Write(ref _last, time.GetTimestamp());
}
