using Helpdesk.Engine.Access;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Channels.Hearing;
using Helpdesk.Engine.Channels.Notices;
using Helpdesk.Engine.Demo;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.People.Privacy;
using Helpdesk.Engine.People.SingleSignOn;
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
        .AddSingleton<SignInGuards>()
        .AddSingleton<SessionDesk>()
        .AddSingleton<HearingDesk>()
        .AddSingleton<NoticeDesk>()
        .AddSingleton<SignOnDesk>()
        .AddSingleton<AccountLinks>()
        .AddSingleton<AccountDesk>()
        .AddSingleton<PeopleFeed>()
        .AddSingleton<PeopleReader>()
        .AddSingleton<FirstAdministrator>()
        .AddSingleton<PeopleDesk>()
        .AddSingleton<AccountReader>()
        .AddSingleton<AccountLeads>()
        .AddSingleton<PersonalDataReader>()
        .AddSingleton<PersonEraser>()
        .AddSingleton<JoiningDesk>()
        .AddSingleton<JoiningReader>()
        .AddSingleton<OrganisationDesk>()
        .AddSingleton<OrganisationReader>()
        .AddSingleton<DepartmentDesk>()
        .AddSingleton<DepartmentReader>()
        .AddSingleton<AuditReader>()
        .AddSingleton<ApiTokens>()
        .AddSingleton<TicketImport>()
        .AddSingleton<ImportFile>()
        .AddSingleton<DeskSeed>()
        .AddSingleton<DemoCompany>();
}
