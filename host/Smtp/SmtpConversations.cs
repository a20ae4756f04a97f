using System.Collections.Concurrent;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Helpdesk.Host.Smtp;

/// <summary>One connection to the mail server, and how many mails it has carried.</summary>
internal sealed record SmtpConversation(SmtpClient Client) : IDisposable
{
    public int Mails { get; set; }

    public DateTimeOffset LastUsedAt { get; set; }

    public void Dispose() => Client.Dispose();
}

/// <summary>
/// Conversations that have just carried a mail wait a few seconds for the next one: a connection costs more turns than a mail, and
/// servers count connections. Whoever takes one asks first whether the server is still there.
/// </summary>
internal sealed partial class SmtpConversations : IDisposable
{
    /// <summary>Then another is begun: some servers take no more (Postfix and Exchange are content with 100).</summary>
    private const int MostMails = 100;

    private readonly SmtpOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentStack<SmtpConversation> _waiting = [];
    private readonly ITimer _cleaning;

    public SmtpConversations(SmtpOptions options, TimeProvider time, ILogger<SmtpTransport> logger)
    {
        (_options, _time, _logger) = (options, time, logger);
        _cleaning = time.CreateTimer(_ => EndOld(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>One that waits, else a new one.</summary>
    public async Task<SmtpConversation> TakeAsync(CancellationToken cancellationToken)
    {
        while (_waiting.TryPop(out var conversation))
        {
            try
            {
                await conversation.Client.NoOpAsync(cancellationToken);
                return conversation;
            }
            catch
            {
                // It hung up while nobody spoke, as it may (RFC 5321 §4.5.3.2), or says nothing: nothing was under way.
                conversation.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return await BeginAsync(cancellationToken);
    }

    /// <summary>Its mail was taken: it waits for another, or ends.</summary>
    public async Task GiveBackAsync(SmtpConversation conversation, CancellationToken cancellationToken)
    {
        conversation.Mails++;
        if (_options.KeepOpen <= TimeSpan.Zero || conversation.Mails >= MostMails)
        {
            await PartAsync(conversation, cancellationToken);
            return;
        }

        conversation.LastUsedAt = _time.GetUtcNow();
        _waiting.Push(conversation);
        _cleaning.Change(_options.KeepOpen, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _cleaning.Dispose();
        while (_waiting.TryPop(out var conversation))
        {
            conversation.Dispose();
        }
    }

    private async Task<SmtpConversation> BeginAsync(CancellationToken cancellationToken)
    {
        var client = new SmtpClient { Timeout = (int)_options.Timeout.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(_options.Host!, _options.PortToUse, _options.Sockets, cancellationToken);
            if (_options.HasUser)
            {
                if (!client.IsSecure && _options.Security != SmtpSecurity.None)
                {
                    throw new SslHandshakeException($"The mail server {_options.Host} offers no TLS, so the password was not sent. Set {SmtpOptions.Section}:Security to None to send it anyway.");
                }

                await client.AuthenticateAsync(_options.User!, _options.Password ?? "", cancellationToken);
            }

            return new SmtpConversation(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Ends those that nobody came back for; the others are looked at again.</summary>
    private void EndOld()
    {
        var before = _time.GetUtcNow() - _options.KeepOpen;
        var kept = new List<SmtpConversation>();
        while (_waiting.TryPop(out var conversation))
        {
            if (conversation.LastUsedAt > before)
            {
                kept.Add(conversation);
            }
            else
            {
                _ = PartAsync(conversation, CancellationToken.None);
            }
        }

        if (kept.Count > 0)
        {
            _waiting.PushRange([.. kept]);
            _cleaning.Change(_options.KeepOpen, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The mail is taken: a server that is rude at the end must not make it be sent twice.</summary>
    private async Task PartAsync(SmtpConversation conversation, CancellationToken cancellationToken)
    {
        try
        {
            await conversation.Client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception rudeness)
        {
            LogRude(rudeness);
        }

        conversation.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The mail server took the mail but did not end the conversation properly")]
    private partial void LogRude(Exception rudeness);
}
