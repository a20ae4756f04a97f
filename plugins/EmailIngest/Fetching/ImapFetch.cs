using System.Globalization;
using Helpdesk.EmailIngest.Ledger;
using Helpdesk.EmailIngest.Mailboxes;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;

namespace Helpdesk.EmailIngest.Fetching;

/// <summary>
/// Fetches by IMAP (RFC 9051). Which mails are new is known by their numbers: those above the last one that the book has, or all where the server
/// has numbered them anew. Each is in the book before the server is told anything about it. In between the server says when there is mail (IDLE, RFC 2177).
/// </summary>
internal sealed class ImapFetch(MailConnection connection, MailLedger ledger, MailboxKeeper keeper, TimeProvider time)
{
    private const int MostAtOnce = 200;

    /// <summary>A server may hang up after half an hour (RFC 2177), and what lies between often does sooner.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(9);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);

    public async Task FetchAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        using var client = new ImapClient { Timeout = (int)LongestSilence.TotalMilliseconds };
        await connection.OpenAsync(client, mailbox, cancellationToken);
        var folder = await OpenAsync(client, mailbox, cancellationToken);
        // A server says once that there is mail, and it may say so in the middle of anything: what it said before we wait would else be slept through.
        var news = new NewsOfMail();
        folder.CountChanged += (_, _) => news.Raise();
        while (true)
        {
            news.Forget();
            await TakeAsync(mailbox, folder, cancellationToken);
            await keeper.SeenAsync(mailbox.Id, cancellationToken);
            await WaitAsync(client, news, cancellationToken);
        }
    }

    private static async Task<IMailFolder> OpenAsync(ImapClient client, Mailbox mailbox, CancellationToken cancellationToken)
    {
        try
        {
            var folder = await client.GetFolderAsync(mailbox.Folder, cancellationToken);
            await folder.OpenAsync(FolderAccess.ReadWrite, cancellationToken);
            return folder;
        }
        catch (FolderNotFoundException fault)
        {
            throw new MailboxFaultException($"There is no folder '{mailbox.Folder}'.", fault);
        }
    }

    private async Task TakeAsync(Mailbox mailbox, IMailFolder folder, CancellationToken cancellationToken)
    {
        var (validity, last) = await keeper.PositionAsync(mailbox.Id, cancellationToken);
        if (validity != folder.UidValidity)
        {
            // The server counts anew: what had come before is known by what it says.
            last = 0;
            await keeper.MoveToAsync(mailbox.Id, folder.UidValidity, last, cancellationToken);
        }

        var uids = (await folder.SearchAsync(SearchQuery.Uids(new UniqueIdRange(new UniqueId((uint)last + 1), UniqueId.MaxValue)), cancellationToken))
            // 'n:*' gives the last one also where it is below n (RFC 9051 §6.4.8).
            .Where(uid => uid.Id > last).OrderBy(uid => uid.Id).ToList();
        foreach (var some in uids.Chunk(MostAtOnce))
        {
            await TakeAsync(mailbox, folder, some, cancellationToken);
        }
    }

    private async Task TakeAsync(Mailbox mailbox, IMailFolder folder, UniqueId[] uids, CancellationToken cancellationToken)
    {
        var summaries = (await folder.FetchAsync(uids, MessageSummaryItems.UniqueId | MessageSummaryItems.Size | MessageSummaryItems.InternalDate | MessageSummaryItems.Flags, cancellationToken))
            .Where(summary => summary.Flags?.HasFlag(MessageFlags.Deleted) != true).OrderBy(summary => summary.UniqueId.Id).ToList();
        var known = await ledger.KnownAsync(mailbox.Id, [.. summaries.Select(summary => KeyOf(folder, summary.UniqueId))], cancellationToken);
        var done = new List<UniqueId>();
        foreach (var summary in summaries)
        {
            if (!known.Contains(KeyOf(folder, summary.UniqueId)))
            {
                await KeepAsync(mailbox, folder, summary, cancellationToken);
            }

            done.Add(summary.UniqueId);
        }

        await TellAsync(mailbox, folder, done, cancellationToken);
        await keeper.MoveToAsync(mailbox.Id, folder.UidValidity, uids[^1].Id, cancellationToken);
    }

    private async Task KeepAsync(Mailbox mailbox, IMailFolder folder, IMessageSummary summary, CancellationToken cancellationToken)
    {
        var isTooLarge = summary.Size > MailboxReader.MostBytes(mailbox);
        var mail = new FetchedMail(KeyOf(folder, summary.UniqueId), summary.InternalDate ?? time.GetUtcNow()) { WholeSize = isTooLarge ? summary.Size : null };
        try
        {
            await using var raw = isTooLarge
                ? await folder.GetStreamAsync(summary.UniqueId, "HEADER", cancellationToken)
                : await folder.GetStreamAsync(summary.UniqueId, string.Empty, cancellationToken);
            await ledger.KeepAsync(mailbox, mail, raw, cancellationToken);
        }
        catch (MessageNotFoundException)
        {
            // Somebody took it out of the mailbox at this moment.
        }
    }

    /// <summary>They are in the book: now the server may know.</summary>
    private static Task TellAsync(Mailbox mailbox, IMailFolder folder, List<UniqueId> done, CancellationToken cancellationToken) => (done.Count, mailbox.After) switch
    {
        (0, _) => Task.CompletedTask,
        (_, AfterFetch.Delete) => DeleteAsync(folder, done, cancellationToken),
        _ => folder.AddFlagsAsync(done, MessageFlags.Seen, silent: true, cancellationToken),
    };

    private static async Task DeleteAsync(IMailFolder folder, List<UniqueId> done, CancellationToken cancellationToken)
    {
        await folder.AddFlagsAsync(done, MessageFlags.Deleted, silent: true, cancellationToken);
        await folder.ExpungeAsync(done, cancellationToken);
    }

    private async Task WaitAsync(ImapClient client, NewsOfMail news, CancellationToken cancellationToken)
    {
        if (!client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            await Task.Delay(Look, time, cancellationToken);
            await client.NoOpAsync(cancellationToken);
            return;
        }

        using var done = new CancellationTokenSource(LongestIdle, time);
        if (!news.EndsWith(done))
        {
            await client.IdleAsync(done.Token, cancellationToken);
        }

        news.EndsNothing();
    }

    private static string KeyOf(IMailFolder folder, UniqueId uid) => string.Create(CultureInfo.InvariantCulture, $"imap:{folder.UidValidity}:{uid.Id}");
}
