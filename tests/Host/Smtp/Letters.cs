using Helpdesk.Engine.Channels.Notifications;

namespace Helpdesk.Host.Tests.Smtp;

/// <summary>Mail as the engine writes it.</summary>
internal static class Letters
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static Mail Write(
        string? from = null,
        string? to = null,
        string subject = "[#000123] The printer is on fire",
        string text = "Hello\n",
        string html = "<p>Hello</p>\n",
        string references = "",
        bool isAutomatic = false) =>
        new(
            id: 255,
            MailTemplateNames.RepliedForRequester,
            ticketId: 1,
            recipientId: 2,
            "ff.000123@demo.example",
            from ?? new Mailbox("Demo Hosting", "support@demo.example").ToString(),
            to ?? new Mailbox("Carla Customer", "carla@people.example").ToString(),
            from ?? new Mailbox("Demo Hosting", "support@demo.example").ToString(),
            subject,
            text,
            html,
            references,
            isAutomatic,
            wasSent: true,
            Now);
}
