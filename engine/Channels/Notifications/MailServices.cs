using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Channels.Notifications.Accounts;
using Helpdesk.Engine.Channels.Notifications.Holding;
using Helpdesk.Engine.Channels.Notifications.Templating;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>Outgoing mail for one generation. The host adds <see cref="DeskAddress"/> and an <see cref="IMailTransport"/>.</summary>
internal static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services) => services
        .AddSingleton<MailTemplates>()
        .AddSingleton<MailWording>()
        .AddSingleton<ReplyTokens>()
        .AddTransient<MailComposer>()
        .AddTransient<MailReader>()
        .AddTransient<NotificationPlanner>()
        .AddTransient<MailHandover>()
        .AddSingleton<NewsWording>()
        .AddTransient<SummaryComposer>()
        .AddTransient<MailTiming>()
        .AddTransient<SendMail>()
        .AddTransient<SendHeld>()
        .AddTransient<AccountMailComposer>()
        .AddTransient<SendAccountMail>()
        .AddTransient<SendGuestMail>()
        .AddTransient<SendInboundAnswer>()
        .AddTransient<SendAccessMail>();
}
