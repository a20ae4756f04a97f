using System.CommandLine;
using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Generations;
using Helpdesk.Host.Loading;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Commands;

/// <summary><c>helpdesk plugin …</c>: writes wishes, which a running desk carries out within two seconds.</summary>
internal static class PluginCommands
{
    public static Command Create()
    {
        var list = new Command("list", "Lists every plugin: id, version, state and a sentence, separated by tabs.");
        list.SetAction((_, token) => Verb.RunAsync(ListAsync, token));

        var id = new Argument<string>("id") { Description = "The plugin's id." };
        var version = new Option<string?>("--version") { Description = "The version wanted; the highest that is there unless told." };
        var enable = new Command("enable", "Enables a plugin.") { id, version };
        enable.SetAction((parsed, token) => Verb.RunAsync((services, t) => PluginWish.MakeAsync(services, parsed.GetValue(id)!, true, parsed.GetValue(version), t), token));
        var disable = new Command("disable", "Disables a plugin. Its data is kept, and what is meant for it waits.") { id };
        disable.SetAction((parsed, token) => Verb.RunAsync((services, t) => PluginWish.MakeAsync(services, parsed.GetValue(id)!, false, null, t), token));
        return new Command("plugin", "Plugins of this desk.")
        {
            list, enable, disable, PackageCommands.Install(), UninstallCommand.Create(), PackageCommands.Verify(), PackageCommands.Pack(),
        };
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

    public static void Print(string id, string version, PluginState state, string sentence) =>
        Console.WriteLine($"{id}\t{version}\t{state.ToString().ToLowerInvariant()}\t{sentence.ReplaceLineEndings(" ")}");

    private static string Newest(IReadOnlyList<PluginPackage> packages, string id) =>
        packages.FirstOrDefault(package => package.Manifest?.Id == id)?.Manifest!.Version ?? "-";
}
