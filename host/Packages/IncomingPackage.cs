using Helpdesk.Host.Process;

namespace Helpdesk.Host.Packages;

/// <summary>A package that was unpacked aside and found good. Disposing of it takes away what was not installed.</summary>
internal sealed class IncomingPackage : IDisposable
{
    private readonly HeldFolder _aside;

    private IncomingPackage(HeldFolder aside, PackedPlugin plugin)
    {
        _aside = aside;
        Plugin = plugin;
    }

    public PackedPlugin Plugin { get; }

    /// <exception cref="PackageRefusedException">It is not a package, means ill, or can't run with this desk's engine.</exception>
    public static async Task<IncomingPackage> UnpackAsync(Stream file, string root, CancellationToken cancellationToken)
    {
        var aside = HeldFolder.Begin(root);
        try
        {
            // A folder of its own within: it is moved away as it is.
            var folder = Path.Combine(aside.Path, "package");
            Directory.CreateDirectory(folder);
            await PackageArchive.UnpackAsync(file, folder, cancellationToken);
            return new IncomingPackage(aside, PackedPlugin.In(folder));
        }
        catch
        {
            aside.Dispose();
            throw;
        }
    }

    public void Dispose() => _aside.Dispose();
}
