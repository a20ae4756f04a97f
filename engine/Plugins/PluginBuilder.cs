using System.Text.RegularExpressions;
using Cronos;
using Helpdesk.Engine.Demo;
using Helpdesk.Engine.Hooks;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People.Privacy;
using Helpdesk.Engine.Plugins.Commands;
using Helpdesk.Engine.Plugins.Health;
using Helpdesk.Engine.Plugins.Settings;
using Helpdesk.Engine.Plugins.Watches;
using Helpdesk.Engine.Search.Suggestions;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.Plugins;

/// <summary>Collects one plugin's contributions and refuses, with a sentence, what can't be.</summary>
internal sealed partial class PluginBuilder(PluginManifest manifest) : IPluginBuilder
{
    private readonly PluginContributions _contributions = new(manifest.Id, new ServiceCollection()) { Permissions = manifest.Permissions, Routes = manifest.Routes };
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public PluginManifest Manifest => manifest;

    public IServiceCollection Services => _contributions.Services;

    public PluginContributions Build()
    {
        foreach (var command in manifest.Commands.Where(command => !_contributions.Commands.ContainsKey(command.Name)))
        {
            Refuse(wrong: true, $"Its {ManifestReader.FileName} declares the command '{command.Name}', which it does not answer.");
        }

        return _contributions;
    }

    public void AddTables<TTables>() where TTables : PluginTables
    {
        Refuse(_contributions.Tables.Contains(typeof(TTables)), $"The tables {typeof(TTables).Name} are added twice.");
        _contributions.Tables.Add(typeof(TTables));
    }

    public void AddHook<THook>(string name, HookOptions? options = null) where THook : class, ITicketHook
    {
        options ??= new HookOptions();
        Take("hook", name);
        Budget(name, options.Budget, TimeSpan.FromSeconds(5));
        _contributions.Hooks.Add(new HookContribution(manifest.Id, name, typeof(THook), options));
    }

    public void AddEventHandler<TEvent, THandler>(string name, DeliveryOptions? options = null)
        where TEvent : class, IDeskEvent
        where THandler : class, IEventHandler<TEvent> =>
        Add(ReceiverFor.Event<TEvent, THandler>(manifest.Id, name, options ?? new DeliveryOptions()));

    public void AddJob<TJob, TArguments>(string name, DeliveryOptions? options = null)
        where TJob : class, IJob<TArguments>
        where TArguments : class =>
        Add(ReceiverFor.Job<TJob, TArguments>(manifest.Id, name, options ?? new DeliveryOptions()));

    public void AddCronJob<TJob>(string name, string schedule, DeliveryOptions? options = null) where TJob : class, ICronJob
    {
        Refuse(!CronExpression.TryParse(schedule, CronFormat.Standard, out _), $"The schedule '{schedule}' of '{name}' is not cron in five fields.");
        Add(ReceiverFor.Cron<TJob>(manifest.Id, name, schedule, options ?? new DeliveryOptions()));
    }

    public void AddWatch<TWatch>(string name) where TWatch : class, IWatch
    {
        Take("watch", name);
        _contributions.Watches.Add(new WatchContribution(manifest.Id, name, typeof(TWatch)));
    }

    public void AddHealthReport<TReport>(string name) where TReport : class, IHealthReport
    {
        Take("health report", name);
        _contributions.HealthReports.Add(new HealthReportContribution(manifest.Id, name, typeof(TReport)));
    }

    public void AddTicketType(TicketTypeOffer type)
    {
        ArgumentNullException.ThrowIfNull(type);
        Take("ticket type", type.Key);
        _contributions.TicketTypes.Add(type);
    }

    public void AddPanel<TPanel>(string name, string zone, PanelOptions? options = null) where TPanel : class, IPanel
    {
        options ??= new PanelOptions();
        Take("panel", name);
        Budget(name, options.Budget, TimeSpan.FromSeconds(2));
        Refuse(!Zones.All.Contains(zone, StringComparer.Ordinal), $"The panel '{name}' asks for the zone '{zone}', which does not exist.");
        _contributions.Panels.Add(new PanelContribution(manifest.Id, name, zone, typeof(TPanel), options));
    }

    public void AddSettings<TSettings>() where TSettings : class, new() => Add(new SettingsContribution(manifest.Id, typeof(TSettings), manifest.Settings, TestType: null, Test: null));

    public void AddSettings<TSettings, TTest>() where TSettings : class, new() where TTest : class, ISettingsTest<TSettings> =>
        Add(new SettingsContribution(
            manifest.Id, typeof(TSettings), manifest.Settings, typeof(TTest), static (test, settings, token) => ((TTest)test).TestAsync((TSettings)settings, token)));

    public void AddSuggestionSource<TSource>(string name, SuggestionOptions? options = null) where TSource : class, ISuggestionSource
    {
        options ??= new SuggestionOptions();
        Take("suggestion source", name);
        Budget(name, options.Budget, TimeSpan.FromSeconds(2));
        _contributions.Suggestions.Add(new SuggestionContribution(manifest.Id, name, typeof(TSource), options));
    }

    public void AddPersonalData<TSource>(string name, LocalizedText title, PersonalDataOptions? options = null) where TSource : class, IPersonalDataSource
    {
        ArgumentNullException.ThrowIfNull(title);
        options ??= new PersonalDataOptions();
        Take("source of personal data", name);
        Budget(name, options.Budget, TimeSpan.FromSeconds(60));
        _contributions.PersonalData.Add(new PersonalDataContribution(manifest.Id, name, title, typeof(TSource), options));
    }

    public void AddCommand<TCommand>(string name) where TCommand : class, IPluginCommand
    {
        Refuse(!manifest.Commands.Any(command => command.Name == name), $"It answers the command '{name}', which its {ManifestReader.FileName} does not declare.");
        Refuse(!_contributions.Commands.TryAdd(name, typeof(TCommand)), $"The command '{name}' is added twice.");
    }

    public void AddDemoContent<TContent>() where TContent : class, IDemoContent
    {
        Refuse(_contributions.DemoContent is not null, "Its demo content is added twice.");
        _contributions.DemoContent = typeof(TContent);
    }

    public void AddNavigation(NavigationLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        Refuse(link.Text.Cultures.Any(culture => link.Text.For(culture).Trim().Length > 40), "A menu text is longer than 40 characters.");
        Refuse(
            !manifest.Routes.Any(route => link.Href == route || link.Href.StartsWith(route + "/", StringComparison.Ordinal)),
            $"The menu link '{link.Href}' is not below one of the plugin's route prefixes.");
        _contributions.Navigation.Add(link);
    }

    private void Add(SettingsContribution settings)
    {
        Refuse(_contributions.Settings is not null, "Its settings are added twice.");
        Refuse(manifest.Settings.Count == 0, $"It reads settings, but its {ManifestReader.FileName} declares none.");
        _contributions.Settings = settings;
    }

    private void Add(Receiver receiver)
    {
        Take("handler or job", receiver.Name);
        Budget(receiver.Name, receiver.Options.Budget, TimeSpan.FromMinutes(10));
        Refuse(receiver.Options.Attempts is < 1 or > 100, $"'{receiver.Name}' asks for {receiver.Options.Attempts} attempts; 1 to 100 can be had.");
        _contributions.Receivers.Add(receiver);
    }

    private void Take(string kind, string name)
    {
        Refuse(!NamePattern().IsMatch(name), $"The name '{name}' of a {kind} is not lower case letters, digits and hyphens (at most 40).");
        Refuse(!_names.Add($"{kind}\n{name}"), $"The {kind} '{name}' is added twice.");
    }

    private void Budget(string name, TimeSpan budget, TimeSpan most) =>
        Refuse(budget <= TimeSpan.Zero || budget > most, $"The time budget of '{name}' is {budget.TotalSeconds:0.###} s; more than 0 and at most {most.TotalSeconds:0} s can be had.");

    private void Refuse(bool wrong, string sentence)
    {
        if (wrong)
        {
            throw new PluginContributionException(manifest.Id, sentence);
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamePattern();
}
