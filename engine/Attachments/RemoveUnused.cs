using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Attachments;

/// <summary>Bytes of which rows have told that are gone.</summary>
internal sealed record UnusedBlobs(IReadOnlyList<string> Hashes);

/// <summary>Removes bytes of which no row tells any more, scheduled in the transaction that takes the rows away: they go, whatever happens.</summary>
internal sealed class RemoveUnused(DeskStore store, IBlobStore blobs) : IJob<UnusedBlobs>
{
    public const string Name = "remove-files";

    /// <summary>A job's arguments have 64 KiB at the most.</summary>
    private const int Most = 500;

    private static readonly TimeSpan Later = DiskBlobs.RowsComeWithin + TimeSpan.FromMinutes(1);

    public static void Schedule(UnitOfWork unit, IReadOnlyList<string> hashes, TimeSpan delay = default)
    {
        foreach (var some in hashes.Chunk(Most))
        {
            unit.Schedule<RemoveUnused, UnusedBlobs>(new UnusedBlobs(some), delay);
        }
    }

    public async Task RunAsync(UnusedBlobs arguments, Delivery delivery, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var tooEarly = new List<string>();
        foreach (var hash in arguments.Hashes)
        {
            if (!await tables.AllAttachments.AnyAsync(a => a.Hash == hash, cancellationToken) && !await blobs.RemoveAsync(hash, cancellationToken))
            {
                tooEarly.Add(hash);
            }
        }

        delivery.Write((unit, _) =>
        {
            Schedule((UnitOfWork)unit, tooEarly, Later);
            return Task.CompletedTask;
        });
    }
}
