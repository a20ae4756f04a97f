using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Loading;
using Semver;

namespace Helpdesk.Host.Admin.Plugins;

/// <summary>
/// What an administrator can know of a plugin without asking it anything: what the ledger, its manifest, the running generation and
/// the circuits say. So it can be shown whatever the plugin does (LP1).
/// </summary>
/// <param name="Manifest">Of the version that runs, else of the one that would; null when its package is gone or unreadable.</param>
/// <param name="Versions">Every version on disk with its verdict, the highest first.</param>
internal sealed record PluginOverview(PluginRecord Record, PluginManifest? Manifest, IReadOnlyList<PluginPackage> Versions, IReadOnlyList<ContributionLine> Adds)
{
    public string Name => Manifest?.Name ?? Record.Id;

    /// <summary>It came with the desk, and nothing else of it was installed.</summary>
    public bool IsBundled => Versions.Count > 0 && Versions.All(package => package.IsBundled);

    public bool IsBad => Record.State is PluginState.Failed or PluginState.Incompatible;

    /// <summary>Names the phrase of the way from what runs to another version.</summary>
    public string WayTo(PluginPackage package) =>
        Versions.FirstOrDefault(other => other.Manifest!.Version == Record.RunningVersion) is not { } running ? "enable"
        : SemVersion.SortOrderComparer.Compare(package.Version, running.Version) < 0 ? "back" : "upgrade";

    public bool HasSettings => Manifest is { Settings.Count: > 0 };

    public long Calls => Adds.Sum(line => line.Report?.Calls ?? 0);

    public long Failures => Adds.Sum(line => line.Report?.Failures ?? 0);

    public TimeSpan Took => Adds.Aggregate(TimeSpan.Zero, (sum, line) => sum + (line.Report?.Took ?? TimeSpan.Zero));

    public IEnumerable<ContributionLine> LeftOut => Adds.Where(line => line.Report is { IsOpen: true });

    public static PluginOverview Of(PluginRecord record, IReadOnlyList<PluginPackage> packages, Contributions contributions, IReadOnlyDictionary<string, CircuitReport> reports)
    {
        var versions = packages.Where(package => package.Manifest?.Id == record.Id).ToList();
        var version = record.RunningVersion ?? record.WantedVersion;
        var manifest = (versions.Find(package => package.Manifest!.Version == version) ?? versions.FirstOrDefault())?.Manifest;
        var running = contributions.Plugins.FirstOrDefault(plugin => plugin.PluginId == record.Id);
        return new PluginOverview(record, manifest, versions, running is null ? Known(record.Id, reports) : [.. ContributionLine.Of(running, reports)]);
    }

    /// <summary>It does not run any more; what it did wrong is still worth reading.</summary>
    private static List<ContributionLine> Known(string pluginId, IReadOnlyDictionary<string, CircuitReport> reports)
    {
        var prefix = $"plugin:{pluginId}:";
        return [.. reports.Where(report => report.Key.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(report => report.Key, StringComparer.Ordinal)
            .Select(report => new ContributionLine("past", report.Key[prefix.Length..], "", report.Value))];
    }
}
