using Helpdesk.EmailIngest.Ledger;
using Helpdesk.EmailIngest.Mailboxes;
using MailKit.Net.Pop3;

namespace Helpdesk.EmailIngest.Fetching;

/// <summary>
/// Fetches by POP3 (RFC 1939), by the unique names that the server gives its mails (UIDL). Nothing is read twice, and what shall be deleted is
/// only once it is in the book: POP3 deletes when the session ends as it should.
/// </summary>
internal sealed class Pop3Fetch(MailConnection connection, MailLedger ledger, MailboxKeeper keeper, TimeProvider time)
{
    /// <summary>The server locks the mailbox meanwhile, so it is looked into and left.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);

    public async Task FetchAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        do
        {
            using var client = new Pop3Client { Timeout = (int)LongestSilence.TotalMilliseconds };
            await connection.OpenAsync(client, mailbox, cancellationToken);
            await TakeAsync(mailbox, client, cancellationToken);
            await client.DisconnectAsync(quit: true, cancellationToken);
            await keeper.SeenAsync(mailbox.Id, cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task TakeAsync(Mailbox mailbox, Pop3Client client, CancellationToken cancellationToken)
    {
        if (!client.Capabilities.HasFlag(Pop3Capabilities.UIDL))
        {
            throw new MailboxFaultException("The server gives its mails no names (UIDL), so nobody can tell which are new. Use IMAP.");
        }

        var keys = (await client.GetMessageUidsAsync(cancellationToken)).Select(uid => "pop3:" + uid).ToList();
        var known = await ledger.KnownAsync(mailbox.Id, keys, cancellationToken);
        for (var index = 0; index < keys.Count; index++)
        {
            if (!known.Contains(keys[index]))
            {
                await KeepAsync(mailbox, client, index, keys[index], cancellationToken);
            }

            if (mailbox.After == AfterFetch.Delete)
            {
                await client.DeleteMessageAsync(index, cancellationToken);
            }
        }
    }

    private async Task KeepAsync(Mailbox mailbox, Pop3Client client, int index, string key, CancellationToken cancellationToken)
    {
        var size = await client.GetMessageSizeAsync(index, cancellationToken);
        var isTooLarge = size > MailboxReader.MostBytes(mailbox);
        await using var raw = await client.GetStreamAsync(index, headersOnly: isTooLarge, cancellationToken);
        await ledger.KeepAsync(mailbox, new FetchedMail(key, time.GetUtcNow()) { WholeSize = isTooLarge ? size : null }, raw, cancellationToken);
    }
}
