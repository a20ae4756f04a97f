using Helpdesk.Engine.Access;
using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Loading;
using Helpdesk.Host.Process;
using Semver;

namespace Helpdesk.Host.Packages;

/// <summary>
/// Puts packages in place: unpacked aside, verified, then renamed to <c>plugins/&lt;id&gt;/&lt;version&gt;</c> in one step. Nothing is
/// enabled by that, and what runs goes on in its version.
/// </summary>
/// <remarks>
/// A package whose id is here already is taken for another version of that plugin, and once enabled it has that plugin's data
/// and secrets. There are no signatures that could tell; so the difference is shown before, and the audit says who did it.
/// What came with the desk can be replaced by something newer only.
/// </remarks>
internal sealed class PackageInstaller
{
    private readonly DataDirectory _data;
    private readonly PluginFolders _folders;
    private readonly PluginCatalogue _catalogue;
    private readonly IPluginLedger _ledger;

    public PackageInstaller(DataDirectory data, PluginFolders folders, PluginCatalogue catalogue, IPluginLedger ledger)
    {
        _data = data;
        _folders = folders;
        _catalogue = catalogue;
        _ledger = ledger;
        HeldFolder.Sweep(data.Incoming);
    }

    /// <summary>Unpacks and verifies, whatever is here already.</summary>
    /// <exception cref="PackageRefusedException">It is not a package, means ill, or can't run with this desk's engine.</exception>
    public Task<IncomingPackage> UnpackAsync(Stream file, CancellationToken cancellationToken) => IncomingPackage.UnpackAsync(file, _data.Incoming, cancellationToken);

    /// <summary>As <see cref="UnpackAsync"/>, and sees whether it can take its place. Nothing is installed yet.</summary>
    /// <exception cref="PackageRefusedException">It can't be installed.</exception>
    public async Task<IncomingPackage> OpenAsync(Stream file, CancellationToken cancellationToken)
    {
        var incoming = await UnpackAsync(file, cancellationToken);
        try
        {
            Place(incoming.Plugin);
            return incoming;
        }
        catch
        {
            incoming.Dispose();
            throw;
        }
    }

    /// <exception cref="PackageRefusedException">It can't be installed.</exception>
    public async Task<Installation> InstallAsync(IncomingPackage incoming, Actor actor, CancellationToken cancellationToken)
    {
        var manifest = incoming.Plugin.Manifest;
        if (Place(incoming.Plugin) is { } there)
        {
            return new Installation(manifest, there.Folder, IsNew: false);
        }

        var target = Path.Combine(_folders.Installed, manifest.Id, manifest.Version);
        Move(incoming.Plugin.Folder, target);
        try
        {
            await _ledger.InstallAsync(manifest.Id, manifest.Version, actor, cancellationToken);
        }
        catch
        {
            Directory.Delete(target, recursive: true);
            throw;
        }

        return new Installation(manifest, target, IsNew: true);
    }

    /// <summary>The manifest that a version of this plugin is to be compared with: what runs, else the highest that is here; null for a new plugin.</summary>
    public async Task<PluginManifest?> BeforeAsync(string id, CancellationToken cancellationToken)
    {
        var running = (await _ledger.ListAsync(cancellationToken)).FirstOrDefault(record => record.Id == id)?.RunningVersion;
        var here = _catalogue.Scan().Select(package => package.Manifest).OfType<PluginManifest>().Where(manifest => manifest.Id == id).ToList();
        return here.Find(manifest => manifest.Version == running) ?? here.FirstOrDefault();
    }

    /// <summary>The same version with the same contents, if it is here already; anything that stands in the way is refused.</summary>
    private PluginPackage? Place(PackedPlugin plugin)
    {
        foreach (var other in _catalogue.Scan().Where(package => package.Manifest?.Id == plugin.Manifest.Id))
        {
            var order = SemVersion.SortOrderComparer.Compare(plugin.Package.Version, other.Version);
            if (order == 0)
            {
                return PackageChecksums.Of(other.Folder).IsSameAs(plugin.Contents)
                    ? other
                    : throw new PackageRefusedException($"{plugin.Manifest.Id} {other.Manifest!.Version} is here already, with other contents. What was changed needs a version of its own.");
            }

            if (other.IsBundled && order < 0)
            {
                throw new PackageRefusedException($"{plugin.Manifest.Id} {plugin.Manifest.Version} is older than {other.Manifest!.Version}, which came with the desk.");
            }
        }

        return null;
    }

    private static void Move(string folder, string target)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Directory.Move(folder, target);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new PackageRefusedException($"It can't be put into {target}: {fault.Message}", fault);
        }
    }
}

/// <summary>What came of an installation.</summary>
/// <param name="IsNew">False when the same was here already.</param>
internal sealed record Installation(PluginManifest Manifest, string Folder, bool IsNew);
