using Helpdesk.Engine.Channels.Notifications;
using MailKit.Net.Smtp;
using MimeKit;

namespace Helpdesk.Host.Smtp;

/// <summary>
/// Sends through the configured server. What the server may say differently tomorrow is
/// an exception, and the outbox tries again; what it will say for ever is a <see cref="MailRefusedException"/>.
/// </summary>
internal sealed class SmtpTransport(SmtpOptions options, TimeProvider time, ILogger<SmtpTransport> logger) : IMailTransport, IDisposable
{
    private readonly SmtpConversations _conversations = new(options, time, logger);

    public bool IsConfigured => options.HasHost;

    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        using var message = Write(mail);
        var conversation = await _conversations.TakeAsync(cancellationToken);
        try
        {
            await conversation.Client.SendAsync(message, cancellationToken);
        }
        catch (SmtpCommandException refusal) when (IsForGood(refusal))
        {
            conversation.Dispose();
            throw new MailRefusedException($"The mail server refused the mail: {(int)refusal.StatusCode} {refusal.Message}", refusal);
        }
        catch (NotSupportedException impossible)
        {
            conversation.Dispose();
            throw new MailRefusedException($"The mail server can't carry the mail: {impossible.Message}", impossible);
        }
        catch
        {
            // Whatever was half said is over with it.
            conversation.Dispose();
            throw;
        }

        await _conversations.GiveBackAsync(conversation, cancellationToken);
    }

    public void Dispose() => _conversations.Dispose();

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

    /// <summary>5yz about the recipient or the content. About the sender or the log-in it is the desk's configuration, which can be mended.</summary>
    private static bool IsForGood(SmtpCommandException refusal) =>
        (int)refusal.StatusCode >= 500 && refusal.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;
}
