namespace Helpdesk.Testing;

/// <summary>How long a test waits, by the real clock, for what ought to happen at once.</summary>
internal static class Patience
{
    public static TimeSpan Limit { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Looks again and again until it is so.</summary>
    /// <param name="isSo">Whether it is.</param>
    /// <param name="what">What is waited for.</param>
    /// <param name="state">How things stand instead, for whoever has to find out why it never was.</param>
    /// <exception cref="TimeoutException">It never was.</exception>
    public static async Task UntilAsync(Func<Task<bool>> isSo, string what, Func<string>? state = null)
    {
        using var patience = new CancellationTokenSource(Limit);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await isSo())
        {
            try
            {
                await ticks.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException ended)
            {
                throw new TimeoutException($"Waited in vain for {Limit.TotalSeconds:0} s: {what}{(state is null ? "" : $". {state()}")}", ended);
            }
        }
    }
}
