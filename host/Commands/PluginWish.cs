using Helpdesk.Engine.Access;
using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Loading;
using Helpdesk.Host.Packages;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Commands;

/// <summary>Writes down what is wanted of a plugin, and waits for what the running desk says to it.</summary>
internal static class PluginWish
{
    public static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Who acts: whoever may run commands here.</summary>
    public static Actor Actor { get; } = Actor.System with { Channel = "cli" };

    public static async Task<int> MakeAsync(IServiceProvider services, string id, bool enabled, string? version, CancellationToken cancellationToken)
    {
        var ledger = services.GetRequiredService<IPluginLedger>();
        var record = (await ledger.ListAsync(cancellationToken)).FirstOrDefault(r => r.Id == id);
        var packages = services.GetRequiredService<PluginCatalogue>().Scan().Where(package => package.Manifest?.Id == id).ToList();
        if (packages.Count == 0 && (enabled || record is null))
        {
            return Verb.Fail($"There is no plugin '{id}' here.");
        }

        if (enabled && version is not null && !packages.Any(package => package.Manifest!.Version == version))
        {
            return Verb.Fail($"There is no version {version} of '{id}' here.");
        }

        await ledger.WishAsync(id, enabled, version, Actor, cancellationToken);
        var wished = (await ledger.ListAsync(cancellationToken)).Single(r => r.Id == id);
        if (!await services.GetRequiredService<PluginRemover>().IsServedAsync(cancellationToken))
        {
            Console.WriteLine($"{id} will be {(enabled ? "enabled" : "disabled")} with the next start of the desk.");
            return 0;
        }

        return await FollowAsync(services, ledger, wished, cancellationToken);
    }

    /// <summary>Waits until the running desk has said what came of the wish.</summary>
    private static async Task<int> FollowAsync(IServiceProvider services, IPluginLedger ledger, PluginRecord wished, CancellationToken cancellationToken)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var began = time.GetTimestamp();
        using var timer = new PeriodicTimer(Glance, time);
        while (time.GetElapsedTime(began) < Patience && await timer.WaitForNextTickAsync(cancellationToken))
        {
            var now = (await ledger.ListAsync(cancellationToken)).Single(record => record.Id == wished.Id);
            if (now.ChangedAt > wished.ChangedAt)
            {
                if (now.Failure is { } failure && wished.Wanted)
                {
                    return Verb.Fail($"{now.Id}: {failure.Version} could not be started, so {now.RunningVersion} goes on. {failure.Sentence}");
                }

                if (wished.Wanted ? now.State != PluginState.Enabled : now.RunningVersion is not null)
                {
                    return Verb.Fail($"{now.Id}: {now.Sentence}");
                }

                PluginCommands.Print(now.Id, now.RunningVersion ?? "-", now.State, now.Sentence);
                return 0;
            }
        }

        return Verb.Fail($"The wish is noted, but the running desk has not answered within {Patience.TotalSeconds:0} s.");
    }
}
