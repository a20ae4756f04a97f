using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Loading;
using Semver;

namespace Helpdesk.Host.Generations;

/// <summary>Where one plugin stands, as the ledger shall say.</summary>
internal sealed record PluginReport(string Id, string? RunningVersion, PluginState State, string Sentence)
{
    /// <summary>The version that could not be started, where one is known.</summary>
    public string? FailedVersion { get; init; }

    /// <summary>Why it could not, where <see cref="RunningVersion"/> goes on in its place.</summary>
    public string? FailedBecause { get; init; }
}

/// <summary>
/// What the wishes come to with the packages that are there: which versions to start, in the order of their
/// dependencies, and a sentence about each of the others.
/// </summary>
/// <param name="Chosen">What to start.</param>
/// <param name="Unfulfilled">What is wanted and can't be had, and why.</param>
/// <param name="Reports">What is not wanted.</param>
internal sealed record PluginPlan(IReadOnlyList<PluginPackage> Chosen, IReadOnlyList<PluginReport> Unfulfilled, IReadOnlyList<PluginReport> Reports)
{
    /// <summary>No plugin at all, whatever is wished for: <c>serve --safe</c>.</summary>
    public static PluginPlan Safe(IReadOnlyList<PluginRecord> records) =>
        new([], [], [.. records.Where(record => record.Wanted).Select(record =>
            new PluginReport(record.Id, null, PluginState.Disabled, "The desk runs in safe mode, without plugins. It starts again with the next ordinary start."))]);

    public static PluginPlan Of(IReadOnlyList<PluginRecord> records, IReadOnlyList<PluginPackage> packages)
    {
        var reports = new List<PluginReport>();
        var unfulfilled = new List<PluginReport>();
        var candidates = new Dictionary<string, PluginPackage>(StringComparer.Ordinal);
        var byId = packages.Where(package => package.Manifest is not null).ToLookup(package => package.Manifest!.Id, StringComparer.Ordinal);
        var wishes = records.ToDictionary(record => record.Id, StringComparer.Ordinal);
        foreach (var id in wishes.Keys.Union(byId.Select(group => group.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var wish = wishes.GetValueOrDefault(id);
            if (wish is { Wanted: true })
            {
                Choose(wish, [.. byId[id]], candidates, unfulfilled);
            }
            else
            {
                reports.Add(Unwanted(id, wish, byId[id].Any()));
            }
        }

        return new PluginPlan(InOrder(candidates, unfulfilled), unfulfilled, reports);
    }

    private static PluginReport Unwanted(string id, PluginRecord? wish, bool isThere) =>
        wish switch
        {
            { Removal: not null } => new PluginReport(id, null, PluginState.Removing, "It is being removed."),
            // What went wrong stays readable until somebody wishes for the plugin again.
            { State: PluginState.Failed, Wanted: false } => new PluginReport(id, null, PluginState.Failed, wish.Sentence),
            { State: PluginState.Installed } when isThere => new PluginReport(id, null, PluginState.Installed, wish.Sentence),
            null or { State: PluginState.Found, WantedVersion: null, RunningVersion: null } =>
                new PluginReport(id, null, PluginState.Found, isThere ? "It is here and has not been enabled." : "Its package is not here."),
            _ => new PluginReport(id, null, PluginState.Disabled, isThere ? "It is switched off. Its data is kept, and what was meant for it waits." : "It is switched off, and its package is not here. Its data is kept."),
        };

    private static void Choose(PluginRecord wish, IReadOnlyList<PluginPackage> packages, Dictionary<string, PluginPackage> candidates, List<PluginReport> unfulfilled)
    {
        var fitting = packages
            .Where(package => wish.WantedVersion is null || package.Manifest!.Version == wish.WantedVersion)
            .DefaultIfEmpty(Successor(wish, packages)).OfType<PluginPackage>()
            .OrderByDescending(package => SemVersion.Parse(package.Manifest!.Version, SemVersionStyles.Strict), SemVersion.SortOrderComparer)
            .ToList();
        if (fitting.Count == 0)
        {
            unfulfilled.Add(new PluginReport(wish.Id, null, PluginState.Failed, wish.WantedVersion is null ? "Its package is not here." : $"Version {wish.WantedVersion} of it is not here.") { FailedVersion = wish.WantedVersion });
        }
        else if (fitting.Find(package => package.Verdict.IsCompatible) is { } package)
        {
            candidates.Add(wish.Id, package);
        }
        else
        {
            unfulfilled.Add(new PluginReport(wish.Id, null, PluginState.Incompatible, fitting[0].Verdict.Sentence) { FailedVersion = fitting[0].Manifest!.Version });
        }
    }

    /// <summary>What came with the desk goes with the desk: the version that was wanted may have been replaced by a newer one since.</summary>
    private static PluginPackage? Successor(PluginRecord wish, IReadOnlyList<PluginPackage> packages) =>
        packages.FirstOrDefault(package => package.IsBundled
            && SemVersion.TryParse(wish.WantedVersion, SemVersionStyles.Strict, out var wanted)
            && SemVersion.SortOrderComparer.Compare(package.Version, wanted) > 0);

    /// <summary>Those that others depend on first; those whose dependency is missing, or that wait for each other, not at all.</summary>
    private static List<PluginPackage> InOrder(Dictionary<string, PluginPackage> candidates, List<PluginReport> unfulfilled)
    {
        var ordered = new List<PluginPackage>();
        var open = new SortedDictionary<string, PluginPackage>(candidates, StringComparer.Ordinal);
        while (open.Values.FirstOrDefault(IsReady) is { } ready)
        {
            ordered.Add(ready);
            open.Remove(ready.Manifest!.Id);
        }

        foreach (var (id, package) in open)
        {
            var missing = package.Manifest!.DependsOn.Where(needed => !ordered.Any(o => o.Manifest!.Id == needed));
            unfulfilled.Add(new PluginReport(id, null, PluginState.Failed, $"It needs {string.Join(", ", missing)}, which does not run.") { FailedVersion = package.Manifest.Version });
        }

        return ordered;

        bool IsReady(PluginPackage package) => package.Manifest!.DependsOn.All(needed => ordered.Any(o => o.Manifest!.Id == needed));
    }
}
