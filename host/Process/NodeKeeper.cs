using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Host.Process;

/// <summary>
/// Gives this server a number of its own, from which its ids are made, and says every now and then that it is alive.
/// A number whose server has been silent for a day may be taken over.
/// </summary>
internal sealed partial class NodeKeeper(DeskStore store, IdSource ids, NodeIdentity identity, ILogger<NodeKeeper> logger) : BackgroundService
{
    /// <summary>A server that has been seen within this time is taken for running.</summary>
    public static readonly TimeSpan Alive = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        ids.Settle(await ClaimAsync(cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, store.Time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await store.WriteAsync(
                    (unit, token) => unit.Desk.Nodes.Where(node => node.Identity == identity.Identity)
                        .ExecuteUpdateAsync(set => set.SetProperty(node => node.SeenAt, unit.Now), token),
                    stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogNotSeen(fault);
            }
        }
    }

    private async Task<int> ClaimAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await store.WriteAsync(TakeAsync, cancellationToken);
            }
            catch (DbUpdateException)
            {
                // Another server took the same number at the same moment: take the next.
            }
        }
    }

    private async Task<int> TakeAsync(UnitOfWork unit, CancellationToken cancellationToken)
    {
        var nodes = await unit.Desk.Nodes.OrderBy(node => node.Number).ToListAsync(cancellationToken);
        var mine = nodes.Find(node => node.Identity == identity.Identity) ?? nodes.Find(node => node.SeenAt < unit.Now - Abandoned);
        if (mine is not null)
        {
            mine.TakeOver(identity.Identity, unit.Now);
            return mine.Number;
        }

        var taken = nodes.Select(node => node.Number).ToHashSet();
        var free = Enumerable.Range(0, IdSource.FirstPassingNode).FirstOrDefault(number => !taken.Contains(number), -1);
        if (free < 0)
        {
            throw new SettingException($"There are {IdSource.FirstPassingNode} servers on this database already.");
        }

        unit.Desk.Nodes.Add(new Node(free, identity.Identity, unit.Now));
        return free;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "This server could not say that it is alive")]
    private partial void LogNotSeen(Exception fault);
}
