using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Hooks;
using Helpdesk.Engine.Housekeeping;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Privacy;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Plugins.Settings;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Search;
using Helpdesk.Engine.Search.Suggestions;
using Helpdesk.Engine.Tickets.Guests;
using Helpdesk.Engine.Tickets.Merging;
using Helpdesk.Engine.Tickets.Sharing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Helpdesk.Engine.Tickets;

/// <summary>
/// The doors of the desk for one generation. Expected from outside: the generation's <c>DeskStore</c> and
/// <c>Contributions</c>, the process's <c>Circuits</c>, <c>TimeProvider</c> and <see cref="IBlobStore"/>.
/// </summary>
internal static class DeskServices
{
    public static IServiceCollection AddDesk(this IServiceCollection services)
    {
        services.TryAddSingleton(new AttachmentOptions());
        services.AddSingleton<HookChain>();
        services.AddSingleton<TicketDesk>();
        services.AddSingleton<TicketReader>();
        services.AddSingleton<TicketLists>();
        services.AddSingleton<PriorityReader>();
        services.AddSingleton<PriorityDesk>();
        services.AddSingleton<GuestDesk>();
        services.AddSingleton<MuteLinks>();
        services.AddSingleton<TicketPeople>();
        services.AddSingleton<MergePreviews>();
        services.AddSingleton<IDeskReader, DeskReader>();
        services.AddSingleton<AttachmentDesk>();
        services.AddSingleton<InboundWording>();
        services.AddSingleton<InboundActs>();
        services.AddSingleton<IInboundDesk, InboundDesk>();
        services.AddTransient<DailyCleaning>();
        services.AddTransient<RemoveUnused>();
        services.AddTransient<EraseTraces>();
        services.AddSingleton<ForeignQuestions>();
        services.AddSingleton<SuggestionDesk>();
        services.AddSingleton<PluginData>();
        services.AddSingleton<ISearch, Searcher>();
        services.AddSingleton<ISearchIndex, SearchIndex>();
        services.AddSingleton<PermissionDesk>();
        services.AddSingleton<PluginSettingsDesk>();
        services.AddScoped(typeof(ISettings<>), typeof(SettingsOfPlugin<>));
        return services.AddPeople();
    }
}
