using Helpdesk.Engine.Hooks;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People.Privacy;
using Helpdesk.Engine.Plugins.Settings;
using Helpdesk.Engine.Search.Suggestions;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.Plugins;

/// <summary>
/// Everything that the enabled plugins (and the core itself) contribute to one generation. Immutable: a change of the
/// set of plugins is another generation with contributions of its own.
/// </summary>
internal sealed class Contributions
{
    private readonly Dictionary<string, Receiver> _receivers;

    public Contributions(IEnumerable<PluginContributions> plugins)
    {
        Plugins = [.. plugins];
        Hooks = [.. Plugins.SelectMany(p => p.Hooks).OrderBy(h => h.Options.Order).ThenBy(h => h.PluginId, StringComparer.Ordinal).ThenBy(h => h.Name, StringComparer.Ordinal)];
        Panels = [.. Plugins.SelectMany(p => p.Panels).OrderBy(p => p.Options.Order).ThenBy(p => p.PluginId, StringComparer.Ordinal)];
        Suggestions = [.. Plugins.SelectMany(p => p.Suggestions).OrderBy(s => s.PluginId, StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal)];
        PersonalData = [.. Plugins.SelectMany(p => p.PersonalData).OrderBy(s => s.PluginId, StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal)];
        Watches = [.. Plugins.SelectMany(p => p.Watches)];
        HealthReports = [.. Plugins.SelectMany(p => p.HealthReports)];
        Navigation = [.. Plugins.SelectMany(p => p.Navigation.Select(link => (p.PluginId, link))).OrderBy(n => n.link.Order).ThenBy(n => n.PluginId, StringComparer.Ordinal).Select(n => n.link)];
        TicketTypes = [.. Plugins.SelectMany(p => p.TicketTypes.Select(type => (p.PluginId, type))).OrderBy(t => t.type.Order).ThenBy(t => t.type.Key, StringComparer.Ordinal)];
        _receivers = Plugins.SelectMany(p => p.Receivers).ToDictionary(r => r.Key, StringComparer.Ordinal);
        SubscribersByEvent = _receivers.Values.Where(r => r.EventName is not null).ToLookup(r => r.EventName!, StringComparer.Ordinal);
        JobsByType = _receivers.Values.Where(r => r.EventName is null).ToDictionary(r => r.HandlerType);
        TablesByType = Plugins.SelectMany(p => p.Tables.Select(t => (t, p.PluginId))).ToDictionary(t => t.t, t => t.PluginId);
    }

    public IReadOnlyList<PluginContributions> Plugins { get; }

    public IReadOnlyList<HookContribution> Hooks { get; }

    public IReadOnlyList<PanelContribution> Panels { get; }

    public IReadOnlyList<SuggestionContribution> Suggestions { get; }

    public IReadOnlyList<PersonalDataContribution> PersonalData { get; }

    public IReadOnlyList<WatchContribution> Watches { get; }

    public IReadOnlyList<HealthReportContribution> HealthReports { get; }

    public IReadOnlyList<NavigationLink> Navigation { get; }

    /// <summary>Two plugins that bring the same one: the first has it.</summary>
    public IReadOnlyList<(string PluginId, TicketTypeOffer Type)> TicketTypes { get; }

    public IEnumerable<PhraseLine> Phrases => Plugins.SelectMany(plugin => plugin.Phrases);

    public IReadOnlyCollection<Receiver> Receivers => _receivers.Values;

    /// <summary>Whom outbox rows can be addressed to.</summary>
    public IReadOnlyCollection<string> ReceiverKeys => _receivers.Keys;

    public ILookup<string, Receiver> SubscribersByEvent { get; }

    public IReadOnlyDictionary<Type, Receiver> JobsByType { get; }

    public IReadOnlyDictionary<Type, string> TablesByType { get; }

    public Receiver? Receiver(string key) => _receivers.GetValueOrDefault(key);
}

/// <summary>What one plugin contributes.</summary>
internal sealed record PluginContributions(string PluginId, IServiceCollection Services)
{
    /// <summary>What its manifest declares that staff can be allowed.</summary>
    public IReadOnlyList<PluginPermission> Permissions { get; init; } = [];

    /// <summary>The paths below which its pages are.</summary>
    public IReadOnlyList<string> Routes { get; init; } = [];

    /// <summary>The class that its settings are read into; null where it reads none.</summary>
    public SettingsContribution? Settings { get; set; }

    /// <summary>What fills the demo company; null where there is nothing.</summary>
    public Type? DemoContent { get; set; }

    /// <summary>What answers its commands, by their names.</summary>
    public Dictionary<string, Type> Commands { get; } = new(StringComparer.Ordinal);

    public List<Type> Tables { get; } = [];

    public List<HookContribution> Hooks { get; } = [];

    public List<Receiver> Receivers { get; } = [];

    public List<PanelContribution> Panels { get; } = [];

    public List<SuggestionContribution> Suggestions { get; } = [];

    public List<PersonalDataContribution> PersonalData { get; } = [];

    public List<WatchContribution> Watches { get; } = [];

    public List<HealthReportContribution> HealthReports { get; } = [];

    public List<NavigationLink> Navigation { get; } = [];

    public List<TicketTypeOffer> TicketTypes { get; } = [];

    /// <summary>What its assembly says to people.</summary>
    public IReadOnlyList<PhraseLine> Phrases { get; init; } = [];
}

internal sealed record HookContribution(string PluginId, string Name, Type HookType, HookOptions Options)
{
    public string Key => $"plugin:{PluginId}:hook:{Name}";
}

internal sealed record SuggestionContribution(string PluginId, string Name, Type SourceType, SuggestionOptions Options)
{
    public string Key => $"plugin:{PluginId}:suggestions:{Name}";
}

internal sealed record HealthReportContribution(string PluginId, string Name, Type ReportType);

internal sealed record WatchContribution(string PluginId, string Name, Type WatchType)
{
    public string Key => $"plugin:{PluginId}:watch:{Name}";
}

internal sealed record PersonalDataContribution(string PluginId, string Name, LocalizedText Title, Type SourceType, PersonalDataOptions Options)
{
    public ForeignSource Source => new($"plugin:{PluginId}:personal-data:{Name}", PluginId, SourceType, Options.Budget);
}

internal sealed record PanelContribution(string PluginId, string Name, string Zone, Type PanelType, PanelOptions Options)
{
    public string Key => $"plugin:{PluginId}:panel:{Name}";
}

/// <summary>
/// Who takes outbox rows: an event handler (<see cref="EventName"/> set), a job, or a cron job (<see cref="Schedule"/> set).
/// <see cref="Key"/> is what the rows are addressed to; CLR names never reach the database.
/// </summary>
internal sealed record Receiver(
    string? PluginId,
    string Name,
    Type HandlerType,
    Type? PayloadType,
    string? EventName,
    string? Schedule,
    DeliveryOptions Options,
    Func<object, object?, Delivery, CancellationToken, Task> Invoke)
{
    /// <summary>The desk's own receivers whose names begin alike up to it share the lane of a ticket's events; no plugin's name has one.</summary>
    public const char LaneEnd = '/';

    public string Key => PluginId is null ? $"core:{Name}" : $"plugin:{PluginId}:{Name}";
}
