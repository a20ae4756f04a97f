using System.CommandLine;
using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Loading;
using Helpdesk.Host.Packages;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Commands;

/// <summary><c>helpdesk plugin uninstall</c>: what becomes of the data is asked, never guessed (LP5).</summary>
internal static class UninstallCommand
{
    /// <summary>A server that was killed is taken for alive for half a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The plugin's id." };
        var keep = new Option<bool>("--keep-data") { Description = "Tables, settings and what waits for it stay: installed again, it goes on where it was." };
        var export = new Option<string?>("--export") { Description = "Writes its tables and settings, but no secrets, to this file as JSON; then deletes its data." };
        var delete = new Option<bool>("--delete-data") { Description = "Deletes its tables, settings and all else that is its own. The audit stays." };
        var command = new Command("uninstall", "Stops a plugin and takes its packages away. One of the three options is needed; on a terminal it is asked for. Of a plugin that came with the desk the data can be exported or deleted.") { id, keep, export, delete };
        command.SetAction((parsed, token) => Verb.RunAsync(
            (services, t) =>
            {
                var chosen = Chosen(parsed.GetValue(keep), parsed.GetValue(export), parsed.GetValue(delete)) ?? Ask(parsed.GetValue(id)!);
                return chosen is { } removal
                    ? UninstallAsync(services, parsed.GetValue(id)!, removal, parsed.GetValue(export), t)
                    : Task.FromResult(Verb.Fail("Say what becomes of its data: --keep-data, --export FILE or --delete-data, one of them."));
            },
            token));
        return command;
    }

    private static PluginRemoval? Chosen(bool keep, string? export, bool delete) => (keep, export, delete) switch
    {
        (true, null, false) => PluginRemoval.Keep,
        (false, { Length: > 0 }, false) => PluginRemoval.Export,
        (false, null, true) => PluginRemoval.Delete,
        _ => null,
    };

    /// <summary>Only a person at a terminal is asked; a script has to say what it wants.</summary>
    private static PluginRemoval? Ask(string id)
    {
        if (Console.IsInputRedirected)
        {
            return null;
        }

        Console.Error.Write($"Keep the data of {id}, or delete it? Type 'keep', or '{id}' to delete: ");
        var answer = Console.ReadLine()?.Trim();
        return answer == id ? PluginRemoval.Delete : answer == "keep" ? PluginRemoval.Keep : null;
    }

    private static async Task<int> UninstallAsync(IServiceProvider services, string id, PluginRemoval removal, string? export, CancellationToken cancellationToken)
    {
        var packages = services.GetRequiredService<PluginCatalogue>().Scan().Where(package => package.Manifest?.Id == id).ToList();
        var ledger = services.GetRequiredService<IPluginLedger>();
        if (packages.Count == 0 && !(await ledger.ListAsync(cancellationToken)).Any(record => record.Id == id))
        {
            return Verb.Fail($"There is no plugin '{id}' here.");
        }

        if (removal == PluginRemoval.Keep && packages.Count > 0 && packages.TrueForAll(package => package.IsBundled))
        {
            return Verb.Fail($"{id} came with the desk and can't be taken away from it; 'plugin disable {id}' switches it off and keeps its data.");
        }

        if (export is not null && File.Exists(export))
        {
            return Verb.Fail($"There is a file {export} already.");
        }

        await ledger.RemoveAsync(id, removal, PluginWish.Actor, cancellationToken);
        var wished = (await ledger.ListAsync(cancellationToken)).Single(record => record.Id == id);
        return await FollowAsync(services, wished, cancellationToken) ? Done(services.GetRequiredService<ExportFiles>(), wished, export)
            : Verb.Fail($"{id} is being removed, but a server still uses it after {Patience.TotalSeconds:0} s. The removal goes on by itself; 'plugin list' tells when it is over.");
    }

    /// <summary>Waits for the running servers, or does it all where none runs (any more).</summary>
    private static async Task<bool> FollowAsync(IServiceProvider services, PluginRecord wished, CancellationToken cancellationToken)
    {
        var remover = services.GetRequiredService<PluginRemover>();
        var time = services.GetRequiredService<TimeProvider>();
        var began = time.GetTimestamp();
        using var timer = new PeriodicTimer(PluginWish.Glance, time);
        while (time.GetElapsedTime(began) < Patience)
        {
            if (!await remover.IsServedAsync(cancellationToken))
            {
                await remover.FinishAsync(wished.Id, cancellationToken);
            }

            if (!(await services.GetRequiredService<IPluginLedger>().ListAsync(cancellationToken)).Any(record => record.Id == wished.Id && record.Removal is not null))
            {
                return true;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        return false;
    }

    private static int Done(ExportFiles files, PluginRecord wished, string? export)
    {
        if (export is null)
        {
            Console.WriteLine($"{wished.Id} is uninstalled. Its data is {(wished.Removal == PluginRemoval.Keep ? "kept" : "deleted")}.");
            return 0;
        }

        var written = files.PathOf(wished);
        if (!File.Exists(written))
        {
            return Verb.Fail($"{wished.Id} is uninstalled. Its data was exported by another server: it lies in that server's data directory as exports/{Path.GetFileName(written)}.");
        }

        File.Move(written, export);
        Console.WriteLine($"{wished.Id} is uninstalled. Its data was written to {export} and deleted here.");
        return 0;
    }
}
