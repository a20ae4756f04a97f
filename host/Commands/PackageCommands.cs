using System.CommandLine;
using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Packages;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Commands;

/// <summary><c>helpdesk plugin pack|verify|install</c>: packages, from the folder that was built to the desk that runs it.</summary>
internal static class PackageCommands
{
    public static Command Pack()
    {
        var folder = new Argument<string>("folder") { Description = "What the build put out: plugin.json, its assembly and what that needs." };
        var output = new Option<string?>("--output") { Description = "The package; <id>-<version>.zip in the working directory unless told. What is there is replaced." };
        var command = new Command("pack", "Makes a package of a folder; the same files make the same bytes. Prints where it lies.") { folder, output };
        command.SetAction((parsed, token) => Verb.RefusedAsync(() => PackAsync(parsed.GetValue(folder)!, parsed.GetValue(output), token)));
        return command;
    }

    public static Command Verify()
    {
        var what = new Argument<string>("package") { Description = "A package, or a folder that is to become one." };
        var command = new Command("verify", "Says whether a package is whole and can run with this desk: a line each, beginning with 'ok' or 'wrong'. Nothing of it is run.") { what };
        command.SetAction((parsed, token) => Verb.RunAsync((services, t) => VerifyAsync(services, parsed.GetValue(what)!, t), token, needsTables: false));
        return command;
    }

    public static Command Install()
    {
        var file = new Argument<string>("file") { Description = "The package." };
        var enable = new Option<bool>("--enable") { Description = "Enable it at once; a version that runs is replaced, and goes on if the new one can't." };
        var command = new Command("install", "Puts a package in place. Prints what it asks for, or in what it differs from the version that is here.") { file, enable };
        command.SetAction((parsed, token) => Verb.RunAsync(
            (services, t) => Verb.RefusedAsync(() => InstallAsync(services, parsed.GetValue(file)!, parsed.GetValue(enable), t)), token));
        return command;
    }

    /// <summary>Written beside and renamed: a package is whole or not there.</summary>
    private static async Task<int> PackAsync(string folder, string? output, CancellationToken cancellationToken)
    {
        var plugin = PackedPlugin.In(Path.GetFullPath(folder));
        var target = Path.GetFullPath(output ?? $"{plugin.Manifest.Id}-{plugin.Manifest.Version}.zip");
        if (target.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return Verb.Fail("The package would lie in the folder that is packed; tell another place by --output.");
        }

        var unfinished = $"{target}.{Guid.NewGuid():N}";
        try
        {
            await using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                await PackageWriter.WriteAsync(plugin, stream, cancellationToken);
            }

            File.Move(unfinished, target, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }

        Console.WriteLine(target);
        return 0;
    }

    private static async Task<int> VerifyAsync(IServiceProvider services, string package, CancellationToken cancellationToken)
    {
        try
        {
            if (Directory.Exists(package))
            {
                Praise(PackedPlugin.In(package), PackageChecksums.In(package) is null ? "without checksums; 'plugin pack' adds them" : "as they were packed");
                return 0;
            }

            await using var file = File.OpenRead(package);
            using var incoming = await services.GetRequiredService<PackageInstaller>().UnpackAsync(file, cancellationToken);
            Praise(incoming.Plugin, "as they were packed");
            return 0;
        }
        catch (Exception fault) when (fault is PackageRefusedException or IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"wrong\t{fault.Message.ReplaceLineEndings(" ")}");
            return Verb.Failed;
        }
    }

    private static void Praise(PackedPlugin plugin, string contents)
    {
        var manifest = plugin.Manifest;
        Console.WriteLine($"ok\t{ManifestReader.FileName}: {manifest.Id} {manifest.Version}, {manifest.Name}");
        Console.WriteLine($"ok\t{plugin.Contents.Count} files, {contents}");
        Console.WriteLine($"ok\tIt can run with engine {Loading.PackageInspection.EngineVersion} of this desk (it asks for {manifest.Engine}).");
        foreach (var needed in manifest.DependsOn)
        {
            Console.WriteLine($"ok\tIt needs the plugin {needed} beside it.");
        }
    }

    private static async Task<int> InstallAsync(IServiceProvider services, string path, bool enable, CancellationToken cancellationToken)
    {
        var installer = services.GetRequiredService<PackageInstaller>();
        await using var file = File.OpenRead(path);
        using var incoming = await installer.OpenAsync(file, cancellationToken);
        var before = await installer.BeforeAsync(incoming.Plugin.Manifest.Id, cancellationToken);
        var installation = await installer.InstallAsync(incoming, PluginWish.Actor, cancellationToken);
        var (id, version) = (installation.Manifest.Id, installation.Manifest.Version);
        if (installation.IsNew)
        {
            foreach (var difference in PluginDifference.Between(before, installation.Manifest))
            {
                Console.WriteLine($"{(difference.IsNew ? '+' : '-')}\t{difference.Kind}\t{difference.Name}");
            }
        }

        PluginCommands.Print(id, version, PluginState.Installed, installation.IsNew ? $"It lies in {installation.Folder}." : "It is installed already.");
        return enable ? await PluginWish.MakeAsync(services, id, enabled: true, version, cancellationToken) : 0;
    }
}
