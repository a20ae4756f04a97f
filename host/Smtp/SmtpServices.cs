using Helpdesk.Engine.Channels.Notifications;

namespace Helpdesk.Host.Smtp;

internal static class SmtpServices
{
    /// <summary>Sends mail as the section <c>Smtp</c> says; one transport serves all generations.</summary>
    public static IServiceCollection AddSmtp(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection(SmtpOptions.Section).Get<SmtpOptions>() ?? new SmtpOptions())
        .AddSingleton<IMailTransport, SmtpTransport>()
        .AddSingleton(new ReplyAddressOptions(configuration.GetValue("Mail:ReplyTokens", defaultValue: true)))
        .AddSingleton(provider => new MailRoom(provider.GetRequiredService<IHostEnvironment>().IsDevelopment()));
}
