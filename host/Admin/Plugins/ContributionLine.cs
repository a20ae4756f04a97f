using System.Globalization;
using Helpdesk.Engine.Plugins;

namespace Helpdesk.Host.Admin.Plugins;

/// <summary>One thing that a plugin adds to the desk, and what became of it so far.</summary>
/// <param name="Kind">Names a phrase: <c>hook</c>, <c>panel</c>, <c>event</c>, <c>job</c>, <c>cron</c>, <c>type</c>, <c>suggestions</c>, <c>data</c>, <c>tables</c>, <c>watch</c>, <c>menu</c>, <c>command</c>, <c>past</c>.</param>
/// <param name="Name">Its stable name.</param>
/// <param name="More">The event, zone, schedule or place.</param>
/// <param name="Report">Null where it is nothing that runs, or has not yet.</param>
internal sealed record ContributionLine(string Kind, string Name, string More, CircuitReport? Report)
{
    public static IEnumerable<ContributionLine> Of(PluginContributions plugin, IReadOnlyDictionary<string, CircuitReport> reports)
    {
        foreach (var hook in plugin.Hooks.OrderBy(hook => hook.Options.Order))
        {
            yield return new ContributionLine("hook", hook.Name, hook.Options.Order.ToString(CultureInfo.CurrentCulture), reports.GetValueOrDefault(hook.Key));
        }

        foreach (var receiver in plugin.Receivers)
        {
            var kind = receiver.EventName is not null ? "event" : receiver.Schedule is not null ? "cron" : "job";
            yield return new ContributionLine(kind, receiver.Name, receiver.EventName ?? receiver.Schedule ?? "", reports.GetValueOrDefault(receiver.Key));
        }

        foreach (var panel in plugin.Panels)
        {
            yield return new ContributionLine("panel", panel.Name, panel.Zone, reports.GetValueOrDefault(panel.Key));
        }

        foreach (var source in plugin.Suggestions)
        {
            yield return new ContributionLine("suggestions", source.Name, "", reports.GetValueOrDefault(source.Key));
        }

        foreach (var source in plugin.PersonalData)
        {
            yield return new ContributionLine("data", source.Name, Engine.Texts.Words.Say(source.Title), reports.GetValueOrDefault(source.Source.Key));
        }

        foreach (var watch in plugin.Watches)
        {
            yield return new ContributionLine("watch", watch.Name, "", reports.GetValueOrDefault(watch.Key));
        }

        foreach (var report in plugin.HealthReports)
        {
            yield return new ContributionLine("health", report.Name, "", Report: null);
        }

        foreach (var type in plugin.TicketTypes)
        {
            yield return new ContributionLine("type", type.Key, Engine.Texts.Words.Say(type.Name), Report: null);
        }

        foreach (var link in plugin.Navigation)
        {
            yield return new ContributionLine("menu", Engine.Texts.Words.Say(link.Text), link.Href, Report: null);
        }

        foreach (var command in plugin.Commands.Keys)
        {
            yield return new ContributionLine("command", command, "", Report: null);
        }

        foreach (var tables in plugin.Tables)
        {
            yield return new ContributionLine("tables", tables.Name, "", Report: null);
        }
    }
}
