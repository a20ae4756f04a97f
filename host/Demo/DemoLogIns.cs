using System.Security.Cryptography;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Demo;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Loading;
using Helpdesk.Host.Process;

namespace Helpdesk.Host.Demo;

/// <summary>
/// Seeds the demo company with passwords made up on the spot, switches the bundled plugins on for it, and keeps those in the data directory, readable by its
/// owner, so that they can be shown at each start.
/// </summary>
internal sealed class DemoLogIns(DemoCompany company, PersonDirectory people, PluginCatalogue catalogue, PluginFolders folders, IPluginLedger ledger, DataDirectory data)
{
    private const string Agent = "agent@demo.example";

    public static IReadOnlyList<string> Addresses { get; } =
        ["customer@demo.example", "colleague@demo.example", Agent, "admin@demo.example"];

    /// <summary>No letters and digits that look alike.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Seeds an empty database; leaves any other as it is.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (await people.IsAnybodyThereAsync(cancellationToken))
        {
            return;
        }

        var made = Addresses.ToDictionary(address => address, _ => RandomNumberGenerator.GetString(Alphabet, 12), StringComparer.Ordinal);
        // First the file: a desk whose passwords nobody knows would be of no use.
        await WriteAsync(made, cancellationToken);
        await company.SeedAsync(new DemoPasswords(made[Addresses[0]], made[Addresses[1]], made[Addresses[2]], made[Addresses[3]]), cancellationToken);
        await EnableBundledAsync(cancellationToken);
    }

    /// <summary>The log-ins, where this desk has a demo company.</summary>
    public IReadOnlyDictionary<string, string> Read() =>
        File.Exists(data.DemoLogInsFile)
            ? File.ReadLines(data.DemoLogInsFile).Select(line => line.Split('\t')).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The demo shows all that comes with the desk; any other desk begins without plugins.</summary>
    private async Task EnableBundledAsync(CancellationToken cancellationToken)
    {
        var bundled = catalogue.Scan().Where(package => package.Verdict.IsCompatible && Path.GetDirectoryName(package.Folder) == folders.Bundled).ToList();
        foreach (var package in bundled)
        {
            await ledger.WishAsync(package.Name, enabled: true, version: null, Actor.System, cancellationToken);
        }

        await company.AllowAsync(Agent, [.. bundled.SelectMany(package => package.Manifest!.Permissions.Select(permission => $"{package.Name}.{permission.Key}"))], cancellationToken);
    }

    private Task WriteAsync(Dictionary<string, string> passwords, CancellationToken cancellationToken) =>
        PrivateFile.WriteAsync(data.DemoLogInsFile, passwords.Select(logIn => $"{logIn.Key}\t{logIn.Value}"), cancellationToken);
}
