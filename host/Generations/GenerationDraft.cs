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
                Fall(fault.PluginId, package.Manifest!.Version, fault.Message);
            }
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
                Fall(culprit.Id, culprit.Version, fault.Message);
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

    /// <summary>Leaves a plugin out, or goes back to the version of it that runs; those that depend on it go with it.</summary>
    private void Fall(string id, string version, string sentence)
    {
        _members.RemoveAll(member => member.Id == id);
        if (running.FirstOrDefault(member => member.Id == id && member.Version != version) is { } before)
        {
            _members.Add(loader.Again(before));
            _reports[id] = new PluginReport(id, before.Version, PluginState.Enabled, $"Version {version} could not be started, so {before.Version} goes on. {sentence}");
            return;
        }

        _reports[id] = new PluginReport(id, null, PluginState.Failed, sentence);
        foreach (var dependent in _members.Where(member => member.Plugin.Manifest.DependsOn.Contains(id, StringComparer.Ordinal)).ToList())
        {
            Fall(dependent.Id, dependent.Version, $"It needs {id}, which does not run.");
        }
    }

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
                Fall(suspect.Id, suspect.Version, sentence);
                return;
            }
            catch (Exception still) when (still is not OperationCanceledException)
            {
                // Not this one alone.
            }
        }

        foreach (var suspect in news)
        {
            Fall(suspect.Id, suspect.Version, sentence);
        }
    }
}
