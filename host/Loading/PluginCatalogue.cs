using Semver;

namespace Helpdesk.Host.Loading;

/// <summary>
/// Every package on disk with its verdict. Outlives generations and holds nothing: what lies there is looked at anew
/// with each scan.
/// </summary>
internal sealed class PluginCatalogue(PluginFolders folders)
{
    /// <summary>By id, the highest version first; packages that can't be read come last.</summary>
    public IReadOnlyList<PluginPackage> Scan()
    {
        var packages = folders.Find().Select(PackageInspection.Inspect)
            .OrderBy(package => package.Manifest is null)
            .ThenBy(package => package.Name, StringComparer.Ordinal)
            .ThenByDescending(package => package.Version, SemVersion.SortOrderComparer)
            .ToList();
        Doubles(packages);
        Dependencies(packages);
        return packages;
    }

    /// <summary>The first of two packages with the same id and version counts; a bundled one is found first.</summary>
    private static void Doubles(List<PluginPackage> packages)
    {
        for (var i = 1; i < packages.Count; i++)
        {
            if (packages[i].Manifest is { } manifest && packages[i - 1].Manifest is { } before
                && manifest.Id == before.Id && SemVersion.SortOrderComparer.Compare(packages[i].Version, packages[i - 1].Version) == 0)
            {
                packages[i] = packages[i].Refuse($"The same version lies in {packages[i - 1].Folder} already; that one is used.");
            }
        }
    }

    /// <summary>What depends on something that is missing or can't run, can't run either, however long the chain.</summary>
    private static void Dependencies(List<PluginPackage> packages)
    {
        bool again;
        do
        {
            again = false;
            var available = packages.Where(package => package.Verdict.IsCompatible).Select(package => package.Name).ToHashSet(StringComparer.Ordinal);
            for (var i = 0; i < packages.Count; i++)
            {
                if (packages[i].Verdict.IsCompatible && packages[i].Manifest!.DependsOn.FirstOrDefault(id => !available.Contains(id)) is { } missing)
                {
                    packages[i] = packages[i].Refuse(
                        packages.Exists(package => package.Manifest?.Id == missing)
                            ? $"It depends on the plugin '{missing}', which can't run here."
                            : $"It depends on the plugin '{missing}', which is not installed.");
                    again = true;
                }
            }
        }
        while (again);
    }
}
