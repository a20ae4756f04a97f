using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Loading;

namespace Helpdesk.Host.Packages;

/// <summary>What a package holds, looked at without loading any of it.</summary>
/// <param name="Folder">Where its files lie.</param>
/// <param name="Package">Its manifest, and whether it can run with this desk.</param>
/// <param name="Contents">The checksums of its files as they are.</param>
internal sealed record PackedPlugin(string Folder, PluginPackage Package, PackageChecksums Contents)
{
    public PluginManifest Manifest => Package.Manifest!;

    /// <summary>Looks at a folder: what was unpacked, or what somebody means to pack.</summary>
    /// <exception cref="PackageRefusedException">It can't be a package, or can't run with this desk's engine.</exception>
    public static PackedPlugin In(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new PackageRefusedException($"There is no folder '{folder}'.");
        }

        var package = PackageInspection.Inspect(new PluginFolder(Path.GetFullPath(folder)));
        if (!package.Verdict.IsCompatible)
        {
            throw new PackageRefusedException(package.Verdict.Sentence);
        }

        Sizes(folder);
        var contents = PackageChecksums.Of(folder);
        return PackageChecksums.In(folder)?.Fault(contents) is { } fault
            ? throw new PackageRefusedException(fault)
            : new PackedPlugin(folder, package, contents);
    }

    private static void Sizes(string folder)
    {
        var files = PackageFiles.Entries(folder).OfType<FileInfo>().ToList();
        var fault = files.Select(file => PackagePath.Fault(PackageChecksums.PathOf(folder, file))).FirstOrDefault(fault => fault is not null)
            ?? (files.Count >= PackageLimits.MostEntries ? $"It holds more than {PackageLimits.MostEntries} files." : null)
            ?? (files.Sum(file => file.Length) > PackageLimits.LargestContents ? "It is larger than 256 MiB." : null)
            ?? (files.DistinctBy(file => file.FullName, StringComparer.OrdinalIgnoreCase).Count() < files.Count ? "Two of its files have names that differ only in capitals." : null);
        if (fault is not null)
        {
            throw new PackageRefusedException(fault);
        }
    }
}
