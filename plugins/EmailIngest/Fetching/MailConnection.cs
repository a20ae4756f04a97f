using Helpdesk.EmailIngest.Mailboxes;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Pop3;
using MailKit.Security;

namespace Helpdesk.EmailIngest.Fetching;

/// <summary>Connects to a mail server, and says in a sentence why it can't be.</summary>
internal sealed class MailConnection(MailboxSecrets secrets, AccessTokens tokens)
{
    public async Task OpenAsync(IMailService client, Mailbox mailbox, CancellationToken cancellationToken)
    {
        try
        {
            await client.ConnectAsync(mailbox.Host, mailbox.Port, Of(mailbox.Security), cancellationToken);
            if (mailbox.SignIn == MailboxSignIn.OAuth2)
            {
                await client.AuthenticateAsync(new SaslMechanismOAuth2(mailbox.UserName, await tokens.OfAsync(mailbox, cancellationToken)), cancellationToken);
            }
            else
            {
                var password = secrets.Reveal(mailbox.Password) ?? throw new MailboxFaultException("Its password was kept with other keys than this desk has. Type it once more.");
                await client.AuthenticateAsync(mailbox.UserName, password, cancellationToken);
            }
        }
        catch (AuthenticationException fault)
        {
            tokens.Forget(mailbox);
            throw new MailboxFaultException($"The server does not let '{mailbox.UserName}' in: {fault.Message}", fault);
        }
        catch (SslHandshakeException fault)
        {
            throw new MailboxFaultException($"The server's certificate, or its way of encryption, can't be relied on: {fault.InnerException?.Message ?? fault.Message}", fault);
        }
        catch (Exception fault) when (fault is System.Net.Sockets.SocketException or IOException or ProtocolException or NotSupportedException)
        {
            throw new MailboxFaultException($"There is no talking to {mailbox.Host}:{mailbox.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}: {fault.Message}", fault);
        }
    }

    /// <summary>Signs in and out, to see whether that can be done.</summary>
    /// <exception cref="MailboxFaultException">It can't; the message says why.</exception>
    public async Task TryAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        using IMailService client = mailbox.Kind == MailboxKind.Pop3 ? new Pop3Client() : new ImapClient();
        await OpenAsync(client, mailbox, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    private static SecureSocketOptions Of(MailboxSecurity security) => security switch
    {
        MailboxSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailboxSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };
}
