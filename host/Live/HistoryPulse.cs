using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Host.Live;

/// <summary>
/// Notices that something happened to some ticket, on whichever server, by one small query a second for the whole
/// process; the open event streams then look for themselves what of it their readers may know.
/// </summary>
internal sealed partial class HistoryPulse(DeskStore store, ILogger<HistoryPulse> logger) : BackgroundService
{
    /// <summary>Changes become visible in another order than their ids were made, but not by more than this.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private volatile TaskCompletionSource _beat = New();

    /// <summary>Completes with the next change.</summary>
    public Task Next => _beat.Task;

    /// <summary>The id that a change of this instant might have at the least.</summary>
    public long Now => IdSource.FloorOf(store.Time.GetUtcNow());

    /// <summary>Where to look from, to miss nothing behind this position.</summary>
    public static long Before(long position) => IdSource.FloorOf(IdSource.InstantOf(position) - Overlap);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, store.Time);
        (long Last, int Count) seen = default;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var now = await LookAsync(stoppingToken);
                if (now != seen)
                {
                    seen = now;
                    Interlocked.Exchange(ref _beat, New()).TrySetResult();
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogNotSeen(fault);
            }
        }
    }

    private async Task<(long Last, int Count)> LookAsync(CancellationToken cancellationToken)
    {
        var since = IdSource.FloorOf(store.Time.GetUtcNow() - (3 * Overlap));
        await using var tables = store.Read();
        var recent = await tables.AllHistory.Where(entry => entry.Id >= since).GroupBy(_ => 1)
            .Select(group => new { Last = group.Max(entry => entry.Id), Count = group.Count() }).FirstOrDefaultAsync(cancellationToken);
        return recent is null ? default : (recent.Last, recent.Count);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Warning, Message = "It could not be seen whether tickets have changed")]
    private partial void LogNotSeen(Exception fault);
}
