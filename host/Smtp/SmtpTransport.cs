using Helpdesk.Engine.Channels.Notifications;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Helpdesk.Host.Smtp;

/// <summary>
/// Sends through the configured server, one connection for each mail. What the server may say differently tomorrow is
/// an exception, and the outbox tries again; what it will say for ever is a <see cref="MailRefusedException"/>.
/// </summary>
internal sealed partial class SmtpTransport(SmtpOptions options, ILogger<SmtpTransport> logger) : IMailTransport
{
    public bool IsConfigured => options.HasHost;

    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        using var message = Write(mail);
        using var client = new SmtpClient { Timeout = (int)options.Timeout.TotalMilliseconds };
        await ConnectAsync(client, cancellationToken);
        try
        {
            await client.SendAsync(message, cancellationToken);
        }
        catch (SmtpCommandException refusal) when (IsForGood(refusal))
        {
            throw new MailRefusedException($"The mail server refused the mail: {(int)refusal.StatusCode} {refusal.Message}", refusal);
        }
        catch (NotSupportedException impossible)
        {
            throw new MailRefusedException($"The mail server can't carry the mail: {impossible.Message}", impossible);
        }

        await PartAsync(client, cancellationToken);
    }

    private static MimeMessage Write(Mail mail)
    {
        try
        {
            return MimeMail.Of(mail);
        }
        catch (Exception broken) when (broken is ParseException or FormatException or ArgumentException)
        {
            throw new MailRefusedException($"The mail can't be addressed: {broken.Message}", broken);
        }
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        await client.ConnectAsync(options.Host!, options.PortToUse, options.Sockets, cancellationToken);
        if (!options.HasUser)
        {
            return;
        }

        if (!client.IsSecure && options.Security != SmtpSecurity.None)
        {
            throw new SslHandshakeException($"The mail server {options.Host} offers no TLS, so the password was not sent. Set {SmtpOptions.Section}:Security to None to send it anyway.");
        }

        await client.AuthenticateAsync(options.User!, options.Password ?? "", cancellationToken);
    }

    /// <summary>5yz about the recipient or the content. About the sender or the log-in it is the desk's configuration, which can be mended.</summary>
    private static bool IsForGood(SmtpCommandException refusal) =>
        (int)refusal.StatusCode >= 500 && refusal.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;

    /// <summary>The mail is taken: a server that is rude at the end must not make it be sent twice.</summary>
    private async Task PartAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception rudeness)
        {
            LogRude(rudeness);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The mail server took the mail but did not end the conversation properly")]
    private partial void LogRude(Exception rudeness);
}
