using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Plugins.Watches;
using Helpdesk.Host.Generations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Host.Jobs;

/// <summary>
/// Runs the watches of the generation that serves, and begins those anew that end. A watch that does not end when its generation is over
/// keeps that one in memory, and no other from beginning.
/// </summary>
internal sealed partial class WatchKeeper(GenerationSwitch generations, Circuits circuits, TimeProvider time, ILogger<WatchKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await generations.First.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested && generations.HasCurrent)
        {
            var lease = generations.Lease();
            var retired = new TaskCompletionSource();
            using var over = CancellationTokenSource.CreateLinkedTokenSource(lease.Generation.Retiring, stoppingToken);
            await using var registration = over.Token.Register(retired.SetResult);
            var watches = RunAsync(lease, retired.Task, over.Token);
            await retired.Task;
            try
            {
                await watches.WaitAsync(Patience, time, CancellationToken.None);
            }
            catch (TimeoutException)
            {
                LogDoesNotEnd(lease.Generation.Number);
            }
        }
    }

    /// <summary>Holds the generation until it is retired, with watches or without: whoever lets go of it before is never told.</summary>
    private async Task RunAsync(GenerationLease lease, Task retired, CancellationToken over)
    {
        using (lease)
        {
            var generation = lease.Generation;
            var watches = Task.WhenAll(generation.Contributions.Watches.Select(watch => Task.Run(() => KeepAsync(watch, generation.Services, over), CancellationToken.None)));
            await retired;
            await watches;
        }
    }

    private async Task KeepAsync(WatchContribution watch, IServiceProvider services, CancellationToken over)
    {
        var pause = ShortestPause;
        while (!over.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            try
            {
                await using var scope = services.CreateAsyncScope();
                await ((IWatch)scope.ServiceProvider.GetRequiredService(watch.WatchType)).WatchAsync(over);
                circuits.Succeeded(watch.Key);
            }
            catch (Exception fault) when (!over.IsCancellationRequested)
            {
                circuits.Failed(watch.Key, fault);
                LogFailed(watch.Key, fault);
            }
            catch (Exception fault)
            {
                LogEnded(watch.Key, fault);
            }

            // One that went well for long is not punished for what happened before.
            pause = time.GetElapsedTime(began) > LongestPause ? ShortestPause : pause;
            await PauseAsync(pause, over);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken over)
    {
        try
        {
            await Task.Delay(pause, time, over);
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watch {Watch} failed, and is begun anew in a while")]
    private partial void LogFailed(string watch, Exception fault);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The watch {Watch} ended")]
    private partial void LogEnded(string watch, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A watch of generation {Generation} does not end; the next one begins without waiting for it")]
    private partial void LogDoesNotEnd(int generation);
}
