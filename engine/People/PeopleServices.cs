using Helpdesk.Engine.Access;
using Helpdesk.Engine.Demo;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.People;

/// <summary>People and their accounts. They need no generation: the command line and the first start add people too.</summary>
internal static class PeopleServices
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<Passwords>()
        .AddSingleton<PersonDirectory>()
        .AddSingleton<AccountDesk>()
        .AddSingleton<PeopleFeed>()
        .AddSingleton<PeopleReader>()
        .AddSingleton<ApiTokens>()
        .AddSingleton<TicketImport>()
        .AddSingleton<ImportFile>()
        .AddSingleton<DeskSeed>()
        .AddSingleton<DemoCompany>();
}
