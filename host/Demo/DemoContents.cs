using Helpdesk.Engine.Demo;
using Helpdesk.Host.Generations;
using Helpdesk.Host.Process;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Host.Demo;

/// <summary>
/// Lets the plugins that run fill a demo company, each once. The desk waits a little before it listens, so that nobody finds it
/// half furnished; on a slow machine it opens its doors meanwhile.
/// </summary>
internal sealed partial class DemoContents(GenerationSwitch generations, DataDirectory data, IConfiguration configuration, TimeProvider time, ILogger<DemoContents> logger)
    : IHostedService, IDisposable
{
    /// <summary>Whether plugins fill the demo company: true unless told.</summary>
    public const string Setting = "Demo:Contents";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly CancellationTokenSource _stopping = new();
    private Task _filling = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(data.DemoLogInsFile) || !configuration.GetValue(Setting, defaultValue: true))
        {
            return;
        }

        _filling = Task.Run(() => FillAsync(_stopping.Token), cancellationToken);
        try
        {
            await _filling.WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            LogGoesOn();
        }
    }

    /// <summary>What is not done is begun anew at the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _filling.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var done = File.Exists(data.DemoContentsFile) ? await File.ReadAllLinesAsync(data.DemoContentsFile, cancellationToken) : [];
        using var lease = generations.Lease();
        foreach (var plugin in lease.Generation.Contributions.Plugins.Where(plugin => plugin.DemoContent is not null && !done.Contains(plugin.PluginId, StringComparer.Ordinal)))
        {
            try
            {
                await using var scope = lease.Generation.Services.CreateAsyncScope();
                await ((IDemoContent)scope.ServiceProvider.GetRequiredService(plugin.DemoContent!)).SeedAsync(cancellationToken);
                await File.AppendAllLinesAsync(data.DemoContentsFile, [plugin.PluginId], cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(fault, plugin.PluginId);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The demo company is still being furnished; it opens meanwhile")]
    private partial void LogGoesOn();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Plugin {Plugin} could not fill the demo company; the next start tries again")]
    private partial void LogFailed(Exception fault, string plugin);
}
