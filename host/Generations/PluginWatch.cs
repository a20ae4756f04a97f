using Helpdesk.Engine.Access;
using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Loading;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Host.Generations;

/// <summary>
/// For developers: enables the plugins that are being written, and has them loaded anew when their build has come to an end.
/// It looks instead of listening, since watchers of the operating system miss what happens on mounted and shared folders.
/// </summary>
internal sealed partial class PluginWatch(PluginFolders folders, IPluginLedger ledger, PluginKeeper keeper, TimeProvider time, ILogger<PluginWatch> logger) : BackgroundService
{
    public const string Setting = "PluginsBeingWritten";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _enabled = new(StringComparer.Ordinal);

    /// <summary>Before the first generation is built, so that it has them.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in folders.BeingWritten)
        {
            _seen[folder] = State(folder);
            await EnableAsync(folder, cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (folders.BeingWritten.Count == 0)
        {
            return;
        }

        var changing = new Dictionary<string, long>(StringComparer.Ordinal);
        using var ticks = new PeriodicTimer(Pause, time);
        while (await ticks.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var folder in folders.BeingWritten)
            {
                var state = State(folder);
                // A build writes file by file: only what looks the same twice has come to its end.
                if (state != _seen[folder] && changing.GetValueOrDefault(folder) == state)
                {
                    _seen[folder] = state;
                    await LoadAgainAsync(folder, stoppingToken);
                }

                changing[folder] = state;
            }
        }
    }

    private async Task LoadAgainAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            await EnableAsync(folder, cancellationToken);
            await keeper.LookAgainAsync(cancellationToken);
            LogLoaded(folder);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFailed(fault, folder);
        }
    }

    private async Task EnableAsync(string folder, CancellationToken cancellationToken)
    {
        if (PackageInspection.Inspect(new PluginFolder(folder)).Manifest is { } manifest && _enabled.Add(manifest.Id))
        {
            await ledger.WishAsync(manifest.Id, enabled: true, version: null, Actor.System, cancellationToken);
        }
    }

    /// <summary>Changes whenever a file comes, goes, grows, or is written.</summary>
    private static long State(string folder)
    {
        try
        {
            var hash = new HashCode();
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal))
            {
                hash.Add(file.FullName, StringComparer.Ordinal);
                hash.Add(file.Length);
                hash.Add(file.LastWriteTimeUtc);
            }

            return hash.ToHashCode();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Not built yet, or being cleaned at this moment.
            return 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The plugin built in {Folder} was loaded anew")]
    private partial void LogLoaded(string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The plugin built in {Folder} could not be looked at; the next build is")]
    private partial void LogFailed(Exception fault, string folder);
}
