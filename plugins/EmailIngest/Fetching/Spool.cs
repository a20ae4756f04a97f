using System.Globalization;
using System.Security.Cryptography;
using Helpdesk.EmailIngest.Ledger;
using Helpdesk.EmailIngest.Mailboxes;
using Helpdesk.EmailIngest.Tables;
using Helpdesk.Engine.Storage.Files;

namespace Helpdesk.EmailIngest.Fetching;

/// <summary>What became of a mail that a program handed in.</summary>
internal enum HandedIn
{
    Kept,
    Empty,
    NotSigned,
}

/// <summary>
/// A folder for each mailbox, into which whole mails are put by whoever has one: a mail server's pipe, or a program over HTTP. A file
/// stands there under its name only when all of it is on the disk (as in a Maildir), and goes once the book has it.
/// </summary>
internal sealed class Spool(IOwnFiles<MailTables> files, MailLedger ledger, MailboxKeeper keeper, TimeProvider time)
{
    private const string Suffix = ".eml";
    private const int BufferSize = 80 * 1024;

    /// <summary>So many are looked up in the book together.</summary>
    private const int AtOnce = 200;

    /// <summary>A watcher of the file system may miss something; whoever looks again does not.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LeftOverAfter = TimeSpan.FromDays(1);

    /// <summary>That it goes well is written down so often: a desk that has nothing to do leaves the disk alone.</summary>
    private static readonly TimeSpan Word = TimeSpan.FromSeconds(30);

    /// <summary>Whether there is a spool for a mailbox of that name: the desk makes it when the mailbox is set up.</summary>
    public static bool Exists(string root, string mailbox) => Directory.Exists(FolderOf(root, mailbox));

    public static void Make(string root, string mailbox) => Directory.CreateDirectory(FolderOf(root, mailbox));

    public void Make(Mailbox mailbox) => Make(files.Folder, mailbox.Name);

    /// <summary>Puts a mail there. When it returns, the mail is on the disk.</summary>
    /// <returns>False where there was nothing in it.</returns>
    public static Task<bool> PutAsync(string root, string mailbox, Stream mail, DateTimeOffset now, CancellationToken cancellationToken) => PutAsync(
        root,
        mailbox,
        async (file, token) =>
        {
            await mail.CopyToAsync(file, token);
            return true;
        },
        now,
        cancellationToken);

    /// <param name="write">Writes the mail, and says whether it may stay.</param>
    private static async Task<bool> PutAsync(string root, string mailbox, Func<FileStream, CancellationToken, Task<bool>> write, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMddHHmmssfffffff}-{Guid.NewGuid():N}");
        var folder = FolderOf(root, mailbox);
        var unfinished = Path.Combine(folder, name);
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                if (!await write(file, cancellationToken) || file.Length == 0)
                {
                    return false;
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, unfinished + Suffix);
            return true;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Puts a mail there that a program signed; what is not signed as it should be is nowhere.</summary>
    /// <param name="hash">Has what was signed before the mail.</param>
    public async Task<HandedIn> TakeInAsync(Mailbox mailbox, Stream mail, IncrementalHash hash, byte[] signature, CancellationToken cancellationToken)
    {
        Make(mailbox);
        var isSigned = false;
        var isThere = await PutAsync(
            files.Folder,
            mailbox.Name,
            async (file, token) =>
            {
                var buffer = new byte[BufferSize];
                while (await mail.ReadAsync(buffer, token) is var read and > 0)
                {
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), token);
                }

                isSigned = CryptographicOperations.FixedTimeEquals(hash.GetHashAndReset(), signature);
                return isSigned;
            },
            time.GetUtcNow(),
            cancellationToken);
        return (isSigned, isThere) switch
        {
            (false, _) => HandedIn.NotSigned,
            (_, false) => HandedIn.Empty,
            _ => HandedIn.Kept,
        };
    }

    /// <summary>Takes away what nobody goes on writing: a pipe, or the desk, was ended in the middle.</summary>
    public void CleanUnfinished()
    {
        var folder = Path.Combine(files.Folder, "spool");
        var limit = (time.GetUtcNow() - LeftOverAfter).UtcDateTime;
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [])
        {
            if (!file.EndsWith(Suffix, StringComparison.Ordinal) && File.GetLastWriteTimeUtc(file) < limit)
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Takes what is there, and what comes, until it is told to end.</summary>
    public async Task FetchAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        Make(mailbox);
        using var timer = new PeriodicTimer(Look, time);
        long? said = null;
        do
        {
            var unreadable = await TakeAsync(mailbox, cancellationToken);
            if (unreadable is not null)
            {
                await keeper.FailedAsync(mailbox.Id, unreadable, cancellationToken);
                said = null;
            }
            else if (mailbox.Kind == MailboxKind.Spool && (said is not { } last || time.GetElapsedTime(last) >= Word))
            {
                await keeper.SeenAsync(mailbox.Id, cancellationToken);
                said = time.GetTimestamp();
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>One that can't be read stops neither the next nor what is fetched elsewhere for the mailbox (LM7).</summary>
    /// <returns>What to say of one that can't be read; null where all were.</returns>
    private async Task<string?> TakeAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        string? unreadable = null;
        foreach (var some in Directory.EnumerateFiles(FolderOf(files.Folder, mailbox.Name), "*" + Suffix).Order(StringComparer.Ordinal).Chunk(AtOnce))
        {
            var known = await ledger.KnownAsync(mailbox.Id, [.. some.Select(KeyOf)], cancellationToken);
            foreach (var path in some)
            {
                try
                {
                    await TakeAsync(mailbox, path, known, cancellationToken);
                }
                catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
                {
                    unreadable = $"{Path.GetFileName(path)} in the spool can't be taken: {fault.Message}";
                }
            }
        }

        return unreadable;
    }

    private static string KeyOf(string path) => "spool:" + Path.GetFileNameWithoutExtension(path);

    private async Task TakeAsync(Mailbox mailbox, string path, IReadOnlySet<string> known, CancellationToken cancellationToken)
    {
        var key = KeyOf(path);
        if (!known.Contains(key))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            await ledger.KeepAsync(mailbox, new FetchedMail(key, new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero)), file, cancellationToken);
        }

        File.Delete(path);
    }

    private static string FolderOf(string root, string mailbox) => Path.Combine(root, "spool", mailbox);
}
