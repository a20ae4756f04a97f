namespace Helpdesk.Engine.Storage;

internal static class Clock
{
    /// <summary>Now, UTC, cut to microseconds: what comes back from any of the databases equals what was written.</summary>
    public static DateTimeOffset Instant(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % 10));
    }
}
