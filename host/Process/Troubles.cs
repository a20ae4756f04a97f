using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Plugins.Health;
using Helpdesk.Engine.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Host.Process;

/// <summary>Gathers what is wrong: rows that were given up, plugins that do not run, and what plugins say of themselves.</summary>
internal sealed partial class Troubles(Contributions contributions, IServiceScopeFactory scopes, OutboxQueue outbox, IPluginLedger ledger, PhraseBook phrases, TimeProvider time, ILogger<Troubles> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<HealthTrouble>> ListAsync(CancellationToken cancellationToken)
    {
        var troubles = new List<HealthTrouble>();
        if ((await outbox.CountAsync(cancellationToken)).GetValueOrDefault(OutboxState.Dead) is var dead and > 0)
        {
            troubles.Add(new HealthTrouble(Say("admin.trouble.dead", dead), "/admin/outbox"));
        }

        foreach (var plugin in (await ledger.ListAsync(cancellationToken)).Where(plugin => plugin.IsTroubled))
        {
            troubles.Add(new HealthTrouble(Say("admin.trouble.plugin", plugin.Id), $"/admin/plugins/{plugin.Id}"));
        }

        var reports = await Task.WhenAll(contributions.HealthReports.Select(report => AskAsync(report, cancellationToken)));
        troubles.AddRange(reports.SelectMany(found => found));
        return troubles;
    }

    private async Task<IReadOnlyList<HealthTrouble>> AskAsync(HealthReportContribution report, CancellationToken cancellationToken)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            return await Task.Run(
                async () =>
                {
                    await using var scope = scopes.CreateAsyncScope();
                    return await ((IHealthReport)scope.ServiceProvider.GetRequiredService(report.ReportType)).TroublesAsync(ending.Token);
                },
                ending.Token).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(report.PluginId, report.Name, fault);
            return [new HealthTrouble(Say("admin.trouble.silent", report.PluginId), $"/admin/plugins/{report.PluginId}")];
        }
    }

    private LocalizedText Say(string key, params object[] values) =>
        new(PhraseBook.Languages.Select(language => KeyValuePair.Create(language.Name, phrases.Say(new Phrase(key, values), language))));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The plugin {Plugin} could not say how it is ({Report})")]
    private partial void LogFailed(string plugin, string report, Exception fault);
}
