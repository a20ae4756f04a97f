namespace Helpdesk.Host.Trials;

/// <summary>Says what it was told; never less than before.</summary>
internal sealed class TrialClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now.ToUniversalTime();

    public override DateTimeOffset GetUtcNow() => _now;

    public void AdvanceTo(DateTimeOffset later) => _now = later > _now ? later.ToUniversalTime() : _now;
}
