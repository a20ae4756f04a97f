using Helpdesk.Engine.Demo;
using Helpdesk.Host.Generations;
using Helpdesk.Host.Process;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Host.Demo;

/// <summary>
/// Lets the plugins that run fill a demo company, each once. The desk waits for them before it listens, so that nobody finds
/// it half furnished; it waits with an end.
/// </summary>
internal sealed partial class DemoContents(GenerationSwitch generations, DataDirectory data, TimeProvider time, ILogger<DemoContents> logger) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(data.DemoLogInsFile))
        {
            return;
        }

        var done = File.Exists(data.DemoContentsFile) ? await File.ReadAllLinesAsync(data.DemoContentsFile, cancellationToken) : [];
        using var lease = generations.Lease();
        foreach (var plugin in lease.Generation.Contributions.Plugins.Where(plugin => plugin.DemoContent is not null && !done.Contains(plugin.PluginId, StringComparer.Ordinal)))
        {
            try
            {
                await Task.Run(() => SeedAsync(lease.Generation.Services, plugin.DemoContent!, cancellationToken), cancellationToken).WaitAsync(Patience, time, cancellationToken);
                await File.AppendAllLinesAsync(data.DemoContentsFile, [plugin.PluginId], cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFailed(fault, plugin.PluginId);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task SeedAsync(IServiceProvider services, Type content, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await ((IDemoContent)scope.ServiceProvider.GetRequiredService(content)).SeedAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Plugin {Plugin} could not fill the demo company; the next start tries again")]
    private partial void LogFailed(Exception fault, string plugin);
}
