using System.CommandLine;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Plugins.Commands;
using Helpdesk.Engine.Plugins.Trials;
using Helpdesk.Engine.Storage.Files;
using Helpdesk.Host.Loading;
using Helpdesk.Host.Process;
using Helpdesk.Host.Trials;
using Microsoft.Extensions.DependencyInjection;
using Semver;

namespace Helpdesk.Host.Commands;

/// <summary>
/// The commands of plugins. What came with the desk is found without any configuration; only what is not there is looked for
/// among the plugins that were installed. Whether a plugin is enabled does not matter: that is about the desk that serves.
/// </summary>
internal static class ForeignCommands
{
    /// <summary>Runs what was typed, if it is a plugin's command.</summary>
    /// <returns>The exit status; null where it is none.</returns>
    public static async Task<int?> TryRunAsync(IReadOnlyList<string> typed)
    {
        if ((Typed(PluginFolders.FindBundled(), typed) ?? Typed(Installed(), typed)) is not { } found)
        {
            return null;
        }

        using var ended = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            ended.Cancel();
        };
        try
        {
            return await RunAsync(found, [.. typed.Skip(Words(found.Command).Length)], ended.Token);
        }
        catch (Exception fault) when (fault is PluginLoadException or SettingException)
        {
            return Verb.Fail(fault.Message);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return Verb.Failed;
        }
        catch (Exception fault)
        {
            // The edge of what others wrote: the whole of it helps whoever wrote it.
            return Verb.Fail($"The command '{found.Command.Name}' failed: {fault}");
        }
    }

    /// <summary>For the help: the commands of the plugins that came with the desk.</summary>
    public static IEnumerable<Command> Listed()
    {
        var top = new Command("plugins");
        foreach (var declared in All(PluginFolders.FindBundled()).Select(found => found.Command).OrderBy(command => command.Name, StringComparer.Ordinal))
        {
            var command = Words(declared).Aggregate(top, Below);
            command.Description = declared.Description;
        }

        return top.Subcommands;
    }

    private static Command Below(Command parent, string word)
    {
        if (parent.Subcommands.FirstOrDefault(known => known.Name == word) is { } there)
        {
            return there;
        }

        var command = new Command(word);
        parent.Subcommands.Add(command);
        return command;
    }

    /// <summary>The longest command that was typed; of several versions, the highest.</summary>
    private static Found? Typed(IEnumerable<PluginFolder> folders, IReadOnlyList<string> typed) =>
        All(folders).Where(found => Words(found.Command) is var words && typed.Take(words.Length).SequenceEqual(words, StringComparer.Ordinal))
            .OrderByDescending(found => Words(found.Command).Length)
            .ThenByDescending(found => SemVersion.Parse(found.Version), SemVersion.SortOrderComparer)
            .FirstOrDefault();

    private static IEnumerable<Found> All(IEnumerable<PluginFolder> folders) =>
        from folder in folders
        let manifest = Read(folder)
        where manifest is not null
        from command in manifest.Commands
        select new Found(folder, manifest.Version, command);

    private static PluginManifest? Read(PluginFolder folder)
    {
        try
        {
            return ManifestReader.Read(folder.Path);
        }
        catch (ManifestException)
        {
            // 'plugin list' says what is wrong with it.
            return null;
        }
    }

    private static IEnumerable<PluginFolder> Installed()
    {
        try
        {
            return PluginFolders.Of(DataDirectory.PathIn(Settings.Read())).Find();
        }
        catch (SettingException)
        {
            // What was typed is then no command at all, and that is said.
            return [];
        }
    }

    private static string[] Words(CommandDeclaration command) => command.Name.Split(' ');

    private static async Task<int> RunAsync(Found found, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var plugin = PluginLoader.LoadInPlace(PackageInspection.Inspect(found.Folder), TimeProvider.System);
        var contributions = plugin.Configure();
        var type = contributions.Commands[found.Command.Name];
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        contributions.AddTo(services);
        services.AddTransient(type);
        switch (found.Command.Needs)
        {
            case CommandNeeds.TrialDesk:
                services.AddSingleton<ITrialDesks, TrialDesks>();
                break;
            case CommandNeeds.Files:
                services.AddSingleton(new PluginFilesRoot(DataDirectory.From(Settings.Read()).PluginFiles));
                services.AddSingleton(new Contributions([contributions]));
                services.AddSingleton(typeof(IOwnFiles<>), typeof(OwnFilesOfPlugin<>));
                break;
            default:
                break;
        }

        await using var provider = services.BuildServiceProvider();
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        var status = await ((IPluginCommand)provider.GetRequiredService(type)).RunAsync(new CommandCall(arguments, input, output, Console.Error), cancellationToken);
        // Held until here: a load context that nobody holds is unloaded while it works.
        plugin.Unload();
        return status;
    }

    private sealed record Found(PluginFolder Folder, string Version, CommandDeclaration Command);
}
