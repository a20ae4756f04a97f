using Helpdesk.Engine.Access;
using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Loading;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Host.Generations;

/// <summary>
/// At the start: a plugin that took the process down again and again goes back to the version that ran before it was
/// upgraded; where there is none, it is switched off.
/// </summary>
internal sealed partial class CrashLoop(IPluginLedger ledger, PluginCatalogue catalogue, StartMarks marks, ILogger<CrashLoop> logger)
{
    private static readonly string Ended = $"The desk ended {StartMarks.EndsToGiveUp} times while this plugin started";

    public async Task<IReadOnlyList<PluginRecord>> EndAsync(IReadOnlyList<PluginRecord> records, CancellationToken cancellationToken)
    {
        var culprits = records.Where(record => record.Wanted && marks.Count(record.Id) >= StartMarks.EndsToGiveUp).ToList();
        foreach (var culprit in culprits)
        {
            var tried = Tried(culprit);
            if (culprit.RunningVersion is { } before && tried is not null && before != tried && IsHere(culprit.Id, before))
            {
                LogBack(culprit.Id, before);
                await ledger.FallBackAsync(culprit.Id, before, tried, $"{Ended}, so {before} was put back.", cancellationToken);
            }
            else
            {
                await SwitchOffAsync(culprit, cancellationToken);
            }

            marks.Forgive(culprit.Id);
        }

        return culprits.Count == 0 ? records : await ledger.ListAsync(cancellationToken);
    }

    private async Task SwitchOffAsync(PluginRecord culprit, CancellationToken cancellationToken)
    {
        LogGivenUp(culprit.Id);
        await ledger.WishAsync(culprit.Id, enabled: false, culprit.WantedVersion, Actor.System, cancellationToken);
        await ledger.ReportAsync(culprit.Id, null, PluginState.Failed, $"{Ended}, so it was switched off. Enable it to try again.", cancellationToken);
    }

    private string? Tried(PluginRecord culprit) =>
        culprit.WantedVersion ?? catalogue.Scan().FirstOrDefault(package => package.Manifest?.Id == culprit.Id && package.Verdict.IsCompatible)?.Manifest!.Version;

    private bool IsHere(string id, string version) =>
        catalogue.Scan().Any(package => package.Manifest is { } manifest && manifest.Id == id && manifest.Version == version && package.Verdict.IsCompatible);

    [LoggerMessage(Level = LogLevel.Error, Message = "Plugin {Plugin} is switched off: the process ended while it started, again and again")]
    private partial void LogGivenUp(string plugin);

    [LoggerMessage(Level = LogLevel.Error, Message = "Plugin {Plugin} goes back to {Version}: the process ended while its upgrade started, again and again")]
    private partial void LogBack(string plugin, string version);
}
