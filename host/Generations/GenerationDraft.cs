using Helpdesk.Engine.Plugins;

namespace Helpdesk.Host.Generations;

/// <summary>
/// One attempt to come from a plan to a generation. Whatever fails on the way is left out, or goes back to the version
/// that runs, and is reported on.
/// </summary>
internal sealed class GenerationDraft(PluginPlan plan, IReadOnlyList<Member> running, MemberLoader loader, GenerationBuilder builder)
{
    private readonly List<Member> _members = [];
    private readonly Dictionary<string, PluginReport> _reports = plan.Reports.ToDictionary(report => report.Id, StringComparer.Ordinal);

    public IReadOnlyList<Member> Members => _members;

    public IReadOnlyCollection<PluginReport> Reports => _reports.Values;

    /// <summary>The generation, or null when it would be the one that runs.</summary>
    public async Task<Generation?> BuildAsync(bool isFirst, CancellationToken cancellationToken)
    {
        foreach (var package in plan.Chosen)
        {
            try
            {
                Take(loader.Load(package));
            }
            catch (PluginFaultException fault)
            {
                Fall(new PluginReport(fault.PluginId, null, PluginState.Failed, fault.Message), package.Manifest!.Version);
            }
        }

        foreach (var report in plan.Unfulfilled)
        {
            Fall(report, version: null);
        }

        while (true)
        {
            if (!isFirst && IsSame(running, _members))
            {
                return null;
            }

            try
            {
                return await builder.BuildAsync([.. _members], cancellationToken);
            }
            catch (PluginFaultException fault) when (_members.Find(member => member.Id == fault.PluginId) is { } culprit)
            {
                Fall(culprit, fault.Message);
            }
            catch (Exception fault) when (fault is not OperationCanceledException && News().Count > 0)
            {
                await BlameAsync(fault, cancellationToken);
            }
        }
    }

    private static bool IsSame(IReadOnlyList<Member> one, IReadOnlyList<Member> other) =>
        one.Select(member => member.Plugin).ToHashSet().SetEquals(other.Select(member => member.Plugin));

    /// <summary>Those that the running generation does not have.</summary>
    private List<Member> News() => [.. _members.Where(member => !running.Any(r => r.Plugin == member.Plugin))];

    private void Take(Member member)
    {
        _members.Add(member);
        _reports[member.Id] = new PluginReport(member.Id, member.Version, PluginState.Enabled, "It runs.");
    }

    private void Fall(Member member, string sentence) => Fall(new PluginReport(member.Id, null, PluginState.Failed, sentence), member.Version);

    /// <summary>Leaves a plugin out, or goes back to the version of it that runs; those that depend on it go with it.</summary>
    /// <param name="report">What is wrong with it.</param>
    /// <param name="version">The version that failed; null where none was tried.</param>
    private void Fall(PluginReport report, string? version)
    {
        _members.RemoveAll(member => member.Id == report.Id);
        if (running.FirstOrDefault(member => member.Id == report.Id && member.Version != version) is { } before && HasWhatItNeeds(before))
        {
            _members.Add(loader.Again(before));
            _reports[report.Id] = new PluginReport(
                report.Id, before.Version, PluginState.Enabled, $"What is wanted could not be started, so {before.Version} goes on. {report.Sentence}")
            {
                FailedVersion = version ?? report.FailedVersion,
                FailedBecause = report.Sentence,
            };
            return;
        }

        _reports[report.Id] = report;
        foreach (var dependent in _members.Where(member => member.Plugin.Manifest.DependsOn.Contains(report.Id, StringComparer.Ordinal)).ToList())
        {
            Fall(dependent, $"It needs {report.Id}, which does not run.");
        }
    }

    private bool HasWhatItNeeds(Member member) => member.Plugin.Manifest.DependsOn.All(needed => _members.Exists(other => other.Id == needed));

    /// <summary>Nobody is named: the one without whom it works is at fault, else all that are new.</summary>
    private async Task BlameAsync(Exception fault, CancellationToken cancellationToken)
    {
        var sentence = $"The desk could not be built with it: {fault.Message}";
        var news = News();
        foreach (var suspect in news.Count > 1 ? news : [])
        {
            try
            {
                var trial = await builder.BuildAsync([.. _members.Where(member => member != suspect)], cancellationToken);
                trial.Retire();
                Fall(suspect, sentence);
                return;
            }
            catch (Exception still) when (still is not OperationCanceledException)
            {
                // Not this one alone.
            }
        }

        foreach (var suspect in news)
        {
            Fall(suspect, sentence);
        }
    }
}
