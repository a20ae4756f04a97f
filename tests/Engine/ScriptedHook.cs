using Helpdesk.Engine.Hooks;
using Helpdesk.Engine.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.Tests;

/// <summary>A hook of a plugin of the test, which does what the test tells it to.</summary>
internal sealed class HookScript(string pluginId, Func<ProposedChange, CancellationToken, Task> inspect)
{
    private int _runs;

    public HookScript(string pluginId, Action<ProposedChange> inspect)
        : this(pluginId, (change, _) =>
        {
            inspect(change);
            return Task.CompletedTask;
        })
    {
    }

    public HookOptions Options { get; init; } = new();

    public string Key => $"plugin:{pluginId}:hook";

    /// <summary>How often it was asked.</summary>
    public int Runs => Volatile.Read(ref _runs);

    public Task InspectAsync(ProposedChange change, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _runs);
        return inspect(change, cancellationToken);
    }

    /// <summary>Each hook needs a type of its own; the position gives it one.</summary>
    public PluginContributions Contribute(int position)
    {
        var type = position switch { 0 => typeof(ScriptedHook<First>), 1 => typeof(ScriptedHook<Second>), _ => typeof(ScriptedHook<Third>) };
        var services = new ServiceCollection();
        services.AddScoped(type, _ => Activator.CreateInstance(type, this)!);
        return new PluginContributions(pluginId, services) { Hooks = { new HookContribution(pluginId, "hook", type, Options) } };
    }

    internal sealed class First;

    internal sealed class Second;

    internal sealed class Third;

    internal sealed class ScriptedHook<TPosition>(HookScript script) : ITicketHook
    {
        public Task InspectAsync(ProposedChange change, CancellationToken cancellationToken) => script.InspectAsync(change, cancellationToken);
    }
}
