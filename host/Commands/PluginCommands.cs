using System.CommandLine;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Host.Generations;
using Helpdesk.Host.Loading;
using Helpdesk.Host.Process;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Commands;

/// <summary><c>helpdesk plugin …</c>: writes wishes, which a running desk carries out within two seconds.</summary>
internal static class PluginCommands
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);
    private static readonly Actor CommandLine = Actor.System with { Channel = "cli" };

    public static Command Create()
    {
        var list = new Command("list", "Lists every plugin: id, version, state and a sentence, separated by tabs.");
        list.SetAction((_, token) => Verb.RunAsync(ListAsync, token));

        var id = new Argument<string>("id") { Description = "The plugin's id." };
        var version = new Option<string?>("--version") { Description = "The version wanted; the highest that is there unless told." };
        var enable = new Command("enable", "Enables a plugin.") { id, version };
        enable.SetAction((parsed, token) => Verb.RunAsync((services, t) => WishAsync(services, parsed.GetValue(id)!, true, parsed.GetValue(version), t), token));
        var disable = new Command("disable", "Disables a plugin. Its data is kept, and what is meant for it waits.") { id };
        disable.SetAction((parsed, token) => Verb.RunAsync((services, t) => WishAsync(services, parsed.GetValue(id)!, false, null, t), token));
        return new Command("plugin", "Plugins of this desk.") { list, enable, disable };
    }

    private static async Task<int> ListAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var records = await services.GetRequiredService<IPluginLedger>().ListAsync(cancellationToken);
        var packages = services.GetRequiredService<PluginCatalogue>().Scan();
        var plan = PluginPlan.Of(records, packages).Reports.ToDictionary(report => report.Id, StringComparer.Ordinal);
        foreach (var record in records)
        {
            Print(record.Id, record.RunningVersion ?? record.WantedVersion ?? Newest(packages, record.Id), record.State, record.Sentence);
        }

        foreach (var id in packages.Select(package => package.Manifest?.Id).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!records.Any(record => record.Id == id) && plan.TryGetValue(id, out var found))
            {
                Print(id, Newest(packages, id), found.State, found.Sentence);
            }
        }

        foreach (var broken in packages.Where(package => package.Manifest is null))
        {
            Print(Path.GetFileName(broken.Folder), "-", PluginState.Incompatible, broken.Verdict.Sentence);
        }

        return 0;
    }

    private static void Print(string id, string version, PluginState state, string sentence) =>
        Console.WriteLine($"{id}\t{version}\t{state.ToString().ToLowerInvariant()}\t{sentence.ReplaceLineEndings(" ")}");

    private static string Newest(IReadOnlyList<PluginPackage> packages, string id) =>
        packages.FirstOrDefault(package => package.Manifest?.Id == id)?.Manifest!.Version ?? "-";

    private static async Task<int> WishAsync(IServiceProvider services, string id, bool enabled, string? version, CancellationToken cancellationToken)
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

        await ledger.WishAsync(id, enabled, version, CommandLine, cancellationToken);
        var wished = (await ledger.ListAsync(cancellationToken)).Single(r => r.Id == id);
        if (!await IsServedAsync(services, cancellationToken))
        {
            Console.WriteLine($"{id} will be {(enabled ? "enabled" : "disabled")} with the next start of the desk.");
            return 0;
        }

        return await FollowAsync(services, ledger, wished, cancellationToken);
    }

    private static async Task<bool> IsServedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<DeskStore>();
        await using var tables = store.Read();
        var since = store.Time.GetUtcNow() - NodeKeeper.Alive;
        return await tables.Nodes.AnyAsync(node => node.SeenAt > since, cancellationToken);
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
                var isAsWished = wished.Wanted ? now.State == PluginState.Enabled && (wished.WantedVersion is null || now.RunningVersion == wished.WantedVersion) : now.RunningVersion is null;
                if (!isAsWished)
                {
                    return Verb.Fail($"{now.Id}: {now.Sentence}");
                }

                Print(now.Id, now.RunningVersion ?? "-", now.State, now.Sentence);
                return 0;
            }
        }

        return Verb.Fail($"The wish is noted, but the running desk has not answered within {Patience.TotalSeconds:0} s.");
    }
}
