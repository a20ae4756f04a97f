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

/// <summary>
/// Takes a plugin's contributions. Every name given here is stored or shown (outbox rows, the admin pages),
/// so it must stay the same from version to version: lower case letters, digits and hyphens, at most 40 characters.
/// A name given twice for the same kind of contribution is refused with <see cref="PluginContributionException"/>.
/// </summary>
public interface IPluginBuilder
{
    /// <summary>What the plugin's <c>plugin.json</c> says.</summary>
    PluginManifest Manifest { get; }

    /// <summary>
    /// The plugin's own services. A service type of the engine or of the host is refused: what the desk
    /// does can be extended by contributions, never replaced.
    /// </summary>
    IServiceCollection Services { get; }

    /// <summary>Gives the plugin tables of its own, brought up to date by their migrations before the plugin is enabled.</summary>
    /// <typeparam name="TTables">The context; its tables are prefixed with the plugin's id.</typeparam>
    void AddTables<TTables>() where TTables : PluginTables;

    /// <summary>Looks at each change of a ticket before it happens.</summary>
    /// <typeparam name="THook">Created once for each change.</typeparam>
    /// <param name="name">The stable name.</param>
    /// <param name="options">Order, time budget and what happens when the hook fails; null for the defaults.</param>
    void AddHook<THook>(string name, HookOptions? options = null) where THook : class, ITicketHook;

    /// <summary>Hears of an event after it was committed, at least once, retried until handled.</summary>
    /// <typeparam name="TEvent">The event; its stable name is stored with the subscription.</typeparam>
    /// <typeparam name="THandler">Created once for each delivery.</typeparam>
    /// <param name="name">The stable name.</param>
    /// <param name="options">Order and time budget; null for the defaults.</param>
    void AddEventHandler<TEvent, THandler>(string name, DeliveryOptions? options = null)
        where TEvent : class, IDeskEvent
        where THandler : class, IEventHandler<TEvent>;

    /// <summary>A job that handlers, hooks and pages of this plugin can schedule for now or later.</summary>
    /// <typeparam name="TJob">Created once for each run.</typeparam>
    /// <typeparam name="TArguments">What the job needs to know; stored as JSON.</typeparam>
    /// <param name="name">The stable name.</param>
    /// <param name="options">Time budget; null for the defaults.</param>
    void AddJob<TJob, TArguments>(string name, DeliveryOptions? options = null)
        where TJob : class, IJob<TArguments>
        where TArguments : class;

    /// <summary>
    /// A job that runs by the clock. A run that is missed (the desk was down, the plugin off) is made up for once,
    /// not once for each time missed: compute the work from data, 'everything due by now'.
    /// </summary>
    /// <typeparam name="TJob">Created once for each run.</typeparam>
    /// <param name="name">The stable name.</param>
    /// <param name="schedule">Cron in five fields (minute, hour, day of month, month, day of week), UTC.</param>
    /// <param name="options">Time budget; null for the defaults.</param>
    void AddCronJob<TJob>(string name, string schedule, DeliveryOptions? options = null) where TJob : class, ICronJob;

    /// <summary>Work that goes on for as long as the plugin does, on every server.</summary>
    /// <typeparam name="TWatch">Created anew each time that it begins.</typeparam>
    /// <param name="name">The stable name.</param>
    void AddWatch<TWatch>(string name) where TWatch : class, IWatch;

    /// <summary>Says what is wrong with what the plugin looks after, to administrators and to whoever supervises the desk.</summary>
    /// <typeparam name="TReport">Created once each time that somebody looks.</typeparam>
    /// <param name="name">The stable name.</param>
    void AddHealthReport<TReport>(string name) where TReport : class, IHealthReport;

    /// <summary>Brings a type of ticket, which customers choose and staff assess.</summary>
    /// <param name="type">The type.</param>
    void AddTicketType(TicketTypeOffer type);

    /// <summary>Shows something in a zone of a page of the desk.</summary>
    /// <typeparam name="TPanel">Created once for each rendering.</typeparam>
    /// <param name="name">The stable name.</param>
    /// <param name="zone">One of <see cref="Zones"/>.</param>
    /// <param name="options">Order and time budget; null for the defaults.</param>
    void AddPanel<TPanel>(string name, string zone, PanelOptions? options = null) where TPanel : class, IPanel;

    /// <summary>Reads the settings that <c>plugin.json</c> declares into a class, which <see cref="ISettings{TSettings}"/> hands out.</summary>
    /// <typeparam name="TSettings">A class with a parameterless constructor and a property for each setting.</typeparam>
    void AddSettings<TSettings>() where TSettings : class, new();

    /// <summary>As <see cref="AddSettings{TSettings}"/>, with a 'Test' button beside the form.</summary>
    /// <typeparam name="TSettings">A class with a parameterless constructor and a property for each setting.</typeparam>
    /// <typeparam name="TTest">Created once for each trial.</typeparam>
    void AddSettings<TSettings, TTest>() where TSettings : class, new() where TTest : class, ISettingsTest<TSettings>;

    /// <summary>Suggests what may solve a problem while a customer writes of it.</summary>
    /// <typeparam name="TSource">Created once for each question.</typeparam>
    /// <param name="name">The stable name.</param>
    /// <param name="options">Time budget; null for the defaults.</param>
    void AddSuggestionSource<TSource>(string name, SuggestionOptions? options = null) where TSource : class, ISuggestionSource;

    /// <summary>Says what the plugin keeps about a person, for the copy of her data that she may have.</summary>
    /// <typeparam name="TSource">Created once for each question.</typeparam>
    /// <param name="name">The stable name, by which programs find it in the copy.</param>
    /// <param name="title">By which people find it, such as 'Articles written'.</param>
    /// <param name="options">Time budget; null for the defaults.</param>
    void AddPersonalData<TSource>(string name, LocalizedText title, PersonalDataOptions? options = null) where TSource : class, IPersonalDataSource;

    /// <summary>Answers a command of the desk's command line.</summary>
    /// <typeparam name="TCommand">Created once for each call.</typeparam>
    /// <param name="name">The command, as <c>plugin.json</c> declares it.</param>
    void AddCommand<TCommand>(string name) where TCommand : class, IPluginCommand;

    /// <summary>Fills the demo company with something to look at; no other desk ever asks for it.</summary>
    /// <typeparam name="TContent">Created once, in a scope of its own.</typeparam>
    void AddDemoContent<TContent>() where TContent : class, IDemoContent;

    /// <summary>Puts a link into a menu of the desk.</summary>
    /// <param name="link">Where it leads and who sees it.</param>
    void AddNavigation(NavigationLink link);
}
