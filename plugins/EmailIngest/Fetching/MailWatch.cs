using Helpdesk.EmailIngest.Mailboxes;
using Helpdesk.Engine.Plugins.Watches;
using Microsoft.Extensions.Logging;

namespace Helpdesk.EmailIngest.Fetching;

/// <summary>Keeps one line open for each mailbox that is switched on; a mailbox that was changed begins anew, and one that fails stops no other.</summary>
internal sealed partial class MailWatch(MailboxReader mailboxes, MailboxKeeper keeper, Spool spool, ImapFetch imap, Pop3Fetch pop3, TimeProvider time, ILogger<MailWatch> logger) : IWatch
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Shorter than a third of the lease, so that one look that fails loses nothing.</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(15);

    /// <summary>The same after a crash, so that it goes on at once and not when its time has run out.</summary>
    private readonly string _holder = Environment.MachineName.Length > MailboxState.LongestHolder ? Environment.MachineName[..MailboxState.LongestHolder] : Environment.MachineName;

    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        var lines = new Dictionary<long, Line>();
        try
        {
            using var timer = new PeriodicTimer(Look, time);
            do
            {
                var there = (await mailboxes.ListAsync(cancellationToken)).Where(mailbox => mailbox.IsOn).ToDictionary(mailbox => mailbox.Id);
                foreach (var (id, line) in lines.Where(line => !there.TryGetValue(line.Key, out var now) || now.Version != line.Value.Version).ToList())
                {
                    await line.EndAsync();
                    lines.Remove(id);
                }

                foreach (var mailbox in there.Values.Where(mailbox => !lines.ContainsKey(mailbox.Id)))
                {
                    lines[mailbox.Id] = Begin(mailbox, cancellationToken);
                }
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        finally
        {
            await Task.WhenAll(lines.Values.Select(line => line.EndAsync()));
        }
    }

    private Line Begin(Mailbox mailbox, CancellationToken cancellationToken)
    {
        var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return new Line(mailbox.Version, over, Task.Run(() => KeepAsync(mailbox, over.Token), CancellationToken.None));
    }

    /// <summary>Fetches until it is over; what fails is tried again after a pause that grows.</summary>
    private async Task KeepAsync(Mailbox mailbox, CancellationToken over)
    {
        var pause = ShortestPause;
        while (!over.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            try
            {
                if (await keeper.TakeAsync(mailbox.Id, _holder, over))
                {
                    await FetchAsync(mailbox, over);
                }
                else
                {
                    pause = ShortestPause;
                }
            }
            catch (Exception fault) when (!over.IsCancellationRequested)
            {
                LogFailed(mailbox.Name, fault);
                await SayAsync(mailbox, fault, over);
            }
            catch (Exception)
            {
                // It is over; what broke off is fetched anew.
                break;
            }

            pause = time.GetElapsedTime(began) > LongestPause ? ShortestPause : pause;
            await PauseAsync(pause, over);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }

        await LetGoAsync(mailbox);
    }

    private async Task FetchAsync(Mailbox mailbox, CancellationToken over)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(over);
        var held = HoldAsync(mailbox, lost);
        var spooled = spool.FetchAsync(mailbox, lost.Token);
        var fetched = mailbox.Kind switch
        {
            MailboxKind.Imap => imap.FetchAsync(mailbox, lost.Token),
            MailboxKind.Pop3 => pop3.FetchAsync(mailbox, lost.Token),
            _ => spooled,
        };
        var first = await Task.WhenAny(held, spooled, fetched);
        await lost.CancelAsync();
        try
        {
            await Task.WhenAll(held, spooled, fetched);
        }
        catch (Exception) when (first.IsCompletedSuccessfully || over.IsCancellationRequested)
        {
            // The others were told to end.
        }

        await first;
    }

    /// <summary>Says again and again that it is this server that fetches; ends when another does.</summary>
    private async Task HoldAsync(Mailbox mailbox, CancellationTokenSource lost)
    {
        using var timer = new PeriodicTimer(Renewal, time);
        while (await timer.WaitForNextTickAsync(lost.Token))
        {
            if (!await keeper.TakeAsync(mailbox.Id, _holder, lost.Token))
            {
                return;
            }
        }
    }

    private async Task SayAsync(Mailbox mailbox, Exception fault, CancellationToken over)
    {
        try
        {
            await keeper.FailedAsync(mailbox.Id, fault is MailboxFaultException ? fault.Message : $"{fault.GetType().Name}: {fault.Message}", over);
        }
        catch (Exception unsaid) when (!over.IsCancellationRequested)
        {
            // The database does not answer: that is said elsewhere, and the mailbox is tried again all the same.
            LogUnsaid(mailbox.Name, unsaid);
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    private async Task LetGoAsync(Mailbox mailbox)
    {
        try
        {
            await keeper.LetGoAsync(mailbox.Id, _holder);
        }
        catch (Exception unsaid)
        {
            // Its time runs out by itself.
            LogUnsaid(mailbox.Name, unsaid);
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken over)
    {
        try
        {
            await Task.Delay(pause, time, over);
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Fetching the mailbox {Mailbox} failed; it is tried again in a while")]
    private partial void LogFailed(string mailbox, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "How it goes with the mailbox {Mailbox} could not be written down")]
    private partial void LogUnsaid(string mailbox, Exception fault);

    private sealed record Line(int Version, CancellationTokenSource Over, Task Running)
    {
        public async Task EndAsync()
        {
            await Over.CancelAsync();
            await Running;
            Over.Dispose();
        }
    }
}
